package dev.hallmark.device.onboarding;

import dev.hallmark.device.gateway.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * A failed step of a journey, and what to do about it.
 *
 * @param reason short, and the same for the same cause, so that a fleet's setbacks can be counted by it
 * @param retryAfter as the service sent it; zero if it sent none
 */
public record Setback(Stage stage, String reason, Duration retryAfter, Remedy remedy) {

    /** What the device does about it. */
    public enum Remedy {
        /** Repeat the step, on this connection if it is open, else on a new one. */
        RETRY,
        /** Attest again: the token or certificate is no longer accepted, or the nonce is used up. */
        REATTEST,
        /** Give up: repeating anything would not help. */
        GIVE_UP
    }

    static Setback of(Stage stage, Answer answer) {
        var problem = (answer.status() + " " + answer.problem()).strip();
        return new Setback(stage, problem, answer.retryAfter(), remedy(stage, answer.status()));
    }

    /** Whether the answer was the one that devices get that may not onboard, registered or not. */
    public boolean isUnknownDevice() {
        return stage == Stage.CHALLENGE && reason.startsWith("404");
    }

    private static Remedy remedy(Stage stage, int status) {
        return switch (stage) {
            // Read models lag behind a registration, so "not found" may be temporary.
            case TLS, CHALLENGE -> status == 404 || temporary(status) ? Remedy.RETRY : Remedy.GIVE_UP;
            // Whatever failed after the evidence was sent, its nonce may be used up.
            case EVIDENCE -> refused(status) || temporary(status) ? Remedy.REATTEST : Remedy.GIVE_UP;
            case CERTIFICATE, CONNECTION -> later(status);
        };
    }

    private static Remedy later(int status) {
        if (status == 202 || temporary(status)) {
            return Remedy.RETRY;
        }
        return refused(status) ? Remedy.REATTEST : Remedy.GIVE_UP;
    }

    private static boolean temporary(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    private static boolean refused(int status) {
        return status == 401 || status == 403 || status == 404 || status == 409 || status == 410;
    }

    static Setback of(Stage stage, IOException failure) {
        var remedy = foreignServer(failure) ? Remedy.GIVE_UP : Remedy.RETRY;
        return new Setback(stage, describe(failure), Duration.ZERO, remedy);
    }

    private static boolean foreignServer(IOException failure) {
        return failure instanceof SSLException && failure.getCause() instanceof CertificateException;
    }

    private static String describe(IOException failure) {
        return switch (failure) {
            case ConnectException refused -> "connection refused";
            case SocketTimeoutException late -> "no answer in time";
            case UnknownHostException unknown -> "unknown host";
            case SSLException tls when foreignServer(tls) -> "the server's certificate is not trusted";
            case SSLException tls when !(tls.getCause() instanceof EOFException) -> "TLS failed";
            case SocketException lost -> "connection lost";
            case EOFException lost -> "connection lost";
            case SSLException lost -> "connection lost";
            case ConnectionClosedException lost -> "connection lost";
            case NoHttpResponseException lost -> "connection lost";
            default -> String.valueOf(failure.getMessage());
        };
    }

    @Override
    public String toString() {
        return stage + ": " + reason;
    }
}

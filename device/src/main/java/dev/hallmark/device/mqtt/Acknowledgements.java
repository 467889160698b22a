package dev.hallmark.device.mqtt;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** Waits for the broker's acknowledgements. A refused publish is a result; a missing acknowledgement is a failure. */
final class Acknowledgements {

    private Acknowledgements() {}

    static <T> T await(CompletableFuture<T> answer, Duration patience)
            throws MqttFailedException, InterruptedException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new MqttFailedException(describe(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new MqttFailedException("no answer in time", e);
        }
    }

    static <T> ReasonCode reason(CompletableFuture<T> answer, Function<T, ReasonCode> reason, Duration patience)
            throws MqttFailedException, InterruptedException {
        try {
            return reason.apply(await(answer, patience));
        } catch (MqttFailedException e) {
            return switch (e.getCause()) {
                case Mqtt5PubAckException refused ->
                    ReasonCode.of(refused.getMqttMessage().getReasonCode());
                case Mqtt5SubAckException refused ->
                    ReasonCode.of(refused.getMqttMessage().getReasonCodes().getFirst());
                default -> throw e;
            };
        }
    }

    static String describe(Throwable cause) {
        return switch (cause) {
            case Mqtt5ConnAckException refused ->
                "refused: " + ReasonCode.of(refused.getMqttMessage().getReasonCode());
            case Mqtt5DisconnectException closed ->
                "disconnected: " + ReasonCode.of(closed.getMqttMessage().getReasonCode());
            case Exception tls when tls.getCause() instanceof SSLException -> "TLS refused";
            case ConnectionClosedException lost -> "connection closed";
            case Exception other when other.getCause() instanceof ConnectException -> "connection refused";
            default -> String.valueOf(cause.getMessage());
        };
    }
}

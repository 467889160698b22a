package dev.hallmark.client.certificate;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.http.Listing;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Certificates of devices, each by its serial number in hex. */
public final class Certificates {

    private static final String PATH = "/api/ca/v1/certificates";

    private final Api api;

    public Certificates(Api api) {
        this.api = api;
    }

    /** The latest first. */
    public Listing<Certificate> list(CertificateFilter filter) {
        return api.at(PATH)
                .query("q", filter.text())
                .query("device", filter.device())
                .query("state", filter.state())
                .query("authority", filter.authority())
                .query("expiresFrom", filter.expiresFrom().map(Instant::toString))
                .query("expiresBefore", filter.expiresBefore().map(Instant::toString))
                .list(Certificate.class);
    }

    /** How many expire in this month and in those that follow. */
    public Expiries expiries() throws IOException, InterruptedException {
        return api.at(PATH, "expiries").get(Expiries.class);
    }

    public Certificate get(String serial) throws IOException, InterruptedException {
        return api.at(PATH, serial).get(Certificate.class);
    }

    /**
     * Puts a certificate on hold, until it is released or revoked.
     *
     * @param reason for the audit record, at most 500 characters
     */
    @CanIgnoreReturnValue
    public Certificate hold(String serial, String reason) throws IOException, InterruptedException {
        return change(serial, "hold", reason);
    }

    /**
     * Releases a certificate from hold.
     *
     * @param reason for the audit record, at most 500 characters
     */
    @CanIgnoreReturnValue
    public Certificate release(String serial, String reason) throws IOException, InterruptedException {
        return change(serial, "release", reason);
    }

    /**
     * Revokes a certificate for good.
     *
     * @param reason of RFC 5280 §5.3.1, such as {@code keyCompromise}
     */
    @CanIgnoreReturnValue
    public Certificate revoke(String serial, String reason) throws IOException, InterruptedException {
        return change(serial, "revoke", reason);
    }

    private Certificate change(String serial, String command, String reason) throws IOException, InterruptedException {
        return api.at(PATH, serial, command).post(Map.of("reason", reason), Certificate.class);
    }
}

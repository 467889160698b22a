package dev.hallmark.console.certificate;

import dev.hallmark.client.certificate.Certificate;
import dev.hallmark.client.certificate.Certificates;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an operator may do with a certificate, as pages offer it. */
public enum Command {
    HOLD("player-pause", Certificates::hold),
    RELEASE("player-play", Certificates::release),
    REVOKE("shield-off", Certificates::revoke);

    private final String icon;

    @SuppressWarnings("ImmutableEnumChecker") // A method of a class.
    private final Call call;

    Command(String icon, Call call) {
        this.icon = icon;
        this.call = call;
    }

    /** A call of the service. */
    @FunctionalInterface
    private interface Call {
        Certificate of(Certificates certificates, String serial, String reason)
                throws IOException, InterruptedException;
    }

    /** Those that change something of a certificate. One that is held for its device's suspension ends with that. */
    static List<Command> of(ShownCertificate shown) {
        return switch (shown.standing()) {
            case VALID, EXPIRING -> List.of(HOLD, REVOKE);
            case HELD -> shown.certificate().heldByHand().orElse(false) ? List.of(RELEASE, REVOKE) : List.of(REVOKE);
            case REVOKED, EXPIRED -> List.of();
        };
    }

    static Optional<Command> named(String path) {
        return Arrays.stream(values())
                .filter(command -> command.path().equals(path))
                .findFirst();
    }

    void carryOut(Certificates certificates, String serial, String reason) throws IOException, InterruptedException {
        var unused = call.of(certificates, serial, reason);
    }

    public String icon() {
        return icon;
    }

    /** Whether nothing takes it back, so that the device's name has to be typed. */
    public boolean isFinal() {
        return this == REVOKE;
    }

    /** Its name in the API. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}

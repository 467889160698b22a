package dev.hallmark.device.onboarding;

import java.util.Locale;

/** The steps of the journey: a TLS handshake and four requests. */
public enum Stage {
    TLS,
    CHALLENGE,
    EVIDENCE,
    CERTIFICATE,
    CONNECTION;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.hallmark.commons.connection;

import java.util.Arrays;

/** A version of TLS that a device may reach the gateway by. */
public enum TlsVersion {
    TLS_1_2("1.2"),
    TLS_1_3("1.3");

    private final String text;

    TlsVersion(String text) {
        this.text = text;
    }

    /** {@code 1.2} or {@code 1.3}. */
    public String text() {
        return text;
    }

    /** Reads {@link #text}. */
    public static TlsVersion parse(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("TLS version '" + text + "' is not accepted; use 1.2 or 1.3"));
    }
}

package dev.hallmark.device.identity;

import java.io.IOException;

/** The root of trust cannot provide the device's keys. It never provides wrong keys instead. */
public class RootOfTrustFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    public RootOfTrustFailedException(String message) {
        super(message);
    }
}

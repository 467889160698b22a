package dev.hallmark.device.identity;

import java.io.IOException;

/** What holds a device's keys does not give them; never is there a wrong key instead. */
public class RootOfTrustFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    public RootOfTrustFailedException(String message) {
        super(message);
    }
}

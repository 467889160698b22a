package dev.hallmark.device.attestation;

import dev.hallmark.device.identity.DeviceKeys;

/** The attester (RFC 9334): what a device contributes to its evidence besides the challenge. */
public final class Attester {

    private static final byte[] UNBOUND = new byte[32];

    private final DeviceKeys keys;
    private final Software software;
    private final byte[] channelBinding;

    /** @param channelBinding the exporter of the connection that the evidence is sent over */
    public Attester(DeviceKeys keys, Software software, byte[] channelBinding) {
        this.keys = keys;
        this.software = software;
        this.channelBinding = channelBinding.clone();
    }

    DeviceKeys keys() {
        return keys;
    }

    Software software() {
        return software;
    }

    /** The channel binding to sign: 32 zero bytes when the verifier cannot see the device's own TLS connection. */
    byte[] bindingFor(Challenge challenge) {
        return challenge.bound() ? channelBinding : UNBOUND;
    }
}

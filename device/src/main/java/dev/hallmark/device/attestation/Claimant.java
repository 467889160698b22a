package dev.hallmark.device.attestation;

import dev.hallmark.device.identity.DeviceKeys;

/** Everything that a device brings to its evidence, beside the challenge. */
public final class Claimant {

    private static final byte[] UNBOUND = new byte[32];

    private final DeviceKeys keys;
    private final Software software;
    private final byte[] channelBinding;

    /** @param channelBinding the exporter of the connection that the evidence will go over */
    public Claimant(DeviceKeys keys, Software software, byte[] channelBinding) {
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

    /** What is signed for the channel: 32 zero bytes when the verifier cannot see the device's own TLS connection. */
    byte[] bindingFor(Challenge challenge) {
        return challenge.bound() ? channelBinding : UNBOUND;
    }
}

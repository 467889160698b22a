package dev.hallmark.attestation.evidence;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a part without JOSE or CBOR signs: every field in its place, big-endian, the two of free length with a length. */
final class Transcript {

    private static final String LABEL = "HALLMARK-ATTEST-v1";
    private static final byte[] NO_KEY = new byte[32];

    private Transcript() {}

    static byte[] of(Expectation expected, byte[] channelBinding, RawEvidence evidence) {
        var octets = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(octets)) {
            out.writeBytes(LABEL);
            out.writeByte(0);
            field(out, expected.audience());
            field(out, expected.challenge().id().text());
            out.write(expected.challenge().nonce());
            out.write(channelBinding);
            out.write(sha256(expected.key().der()));
            out.write(sha256(evidence.operationalKey().orElse(expected.key()).der()));
            out.write(evidence.firmwareKey().map(key -> sha256(key.der())).orElse(NO_KEY));
            out.writeInt((int) evidence.softwareVersion());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    private static void field(DataOutputStream out, String text) throws IOException {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(octets.length);
        out.write(octets);
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

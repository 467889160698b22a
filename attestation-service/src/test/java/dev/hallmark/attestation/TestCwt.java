package dev.hallmark.attestation;

import com.upokecenter.cbor.CBORObject;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Evidence in CBOR, written from the protocol alone: its claims, headers and signature, for a test to spoil. */
public final class TestCwt {

    private static final Map<String, Integer> COSE = Map.of(
            "ES256", -7, "ES384", -35, "EdDSA", -8, "PS256", -37, "RS256", -257, "ML-DSA-44", -48, "ML-DSA-65", -49);

    private TestCwt() {}

    public static byte[] good(TestDevice device, TestChallenge challenge, Optional<byte[]> exporter) {
        return signed(device, header(device), claims(device, challenge, exporter));
    }

    public static CBORObject header(TestDevice device) {
        return CBORObject.NewMap()
                .Add(1, COSE.get(device.algorithm()))
                .Add(4, device.id().bytes());
    }

    public static CBORObject claims(TestDevice device, TestChallenge challenge, Optional<byte[]> exporter) {
        var claims = CBORObject.NewMap()
                .Add(3, challenge.audience())
                .Add(10, Base64.getUrlDecoder().decode(challenge.nonce()))
                .Add(265, "tag:hallmark.dev,2026:attestation/1")
                .Add(
                        256,
                        ByteBuffer.allocate(33)
                                .put((byte) 1)
                                .put(device.id().bytes())
                                .array());
        exporter.ifPresent(octets -> claims.Add(-75_001, octets));
        return claims;
    }

    public static byte[] signed(TestDevice device, CBORObject header, CBORObject claims) {
        return signed(device, header.EncodeToBytes(), CBORObject.NewMap(), claims.EncodeToBytes());
    }

    public static byte[] signed(TestDevice device, byte[] header, CBORObject open, byte[] payload) {
        var input = CBORObject.NewArray()
                .Add("Signature1")
                .Add(header)
                .Add(new byte[0])
                .Add(payload)
                .EncodeToBytes();
        var signature = TestSignatures.concatenated(device.keys(), device.algorithm(), input);
        var message = CBORObject.NewArray().Add(header).Add(open).Add(payload).Add(signature);
        return CBORObject.FromObjectAndTag(message, 18).EncodeToBytes();
    }
}

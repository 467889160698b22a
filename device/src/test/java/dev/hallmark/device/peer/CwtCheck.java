package dev.hallmark.device.peer;

import com.upokecenter.cbor.CBORObject;
import dev.hallmark.device.peer.FakeAttestation.Outstanding;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A second reading of evidence in CBOR; what is signed and hashed is laid out here octet by octet. */
record CwtCheck(byte[] body) {

    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();
    private static final HexFormat HEX = HexFormat.of();

    /** The thumbprint of the operational key, or nothing if the evidence is false. */
    Optional<String> operationalKey(Outstanding challenge) throws Exception {
        var message = CBORObject.DecodeFromBytes(body);
        var header = message.get(0).GetByteString();
        var payload = message.get(2).GetByteString();
        var claims = CBORObject.DecodeFromBytes(payload);
        var key = EvidenceCheck.publicKey(challenge.identityKey());
        var signature = message.get(3).GetByteString();
        var genuine = message.HasMostOuterTag(18)
                && message.size() == 4
                && message.get(1).size() == 0
                && Arrays.equals(header, HEX.parseHex("a2012604" + "5820" + challenge.deviceId()))
                && claimsAreRight(claims, challenge)
                && EvidenceCheck.verify("SHA256withECDSAinP1363Format", key, signed(header, payload), signature);
        return genuine ? Optional.of(operational(claims, key)) : Optional.empty();
    }

    private static boolean claimsAreRight(CBORObject claims, Outstanding challenge) {
        return octets(claims, 10).equals(challenge.nonce())
                && claims.get(CBORObject.FromObject(3)).AsString().equals(FakeAttestation.AUDIENCE)
                && claims.get(CBORObject.FromObject(265)).AsString().equals(FakeAttestation.PROFILE)
                && octets(claims, 256).equals(BASE64_URL.encodeToString(HEX.parseHex("01" + challenge.deviceId())))
                && octets(claims, -75_001).equals(challenge.exporter())
                && Integer.parseInt(
                                claims.get(CBORObject.FromObject(271)).get(0).AsString())
                        >= 0;
    }

    private static String operational(CBORObject claims, PublicKey identity) {
        var confirmation = claims.GetOrDefault(8, null);
        return confirmation == null ? EvidenceCheck.thumbprint(identity) : octets(confirmation, 5);
    }

    private static String octets(CBORObject map, int label) {
        return BASE64_URL.encodeToString(map.get(CBORObject.FromObject(label)).GetByteString());
    }

    /** RFC 9052 §4.4. */
    private static byte[] signed(byte[] header, byte[] payload) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var data = new DataOutputStream(bytes);
        data.writeByte(0x84);
        data.writeByte(0x6a);
        data.writeBytes("Signature1");
        data.writeByte(0x58);
        data.writeByte(header.length);
        data.write(header);
        data.writeByte(0x40);
        if (payload.length < 0x100) {
            data.writeByte(0x58);
            data.writeByte(payload.length);
        } else {
            data.writeByte(0x59);
            data.writeShort(payload.length);
        }
        data.write(payload);
        return bytes.toByteArray();
    }

    /** RFC 9679 §3. */
    static String thumbprint(PublicKey key) {
        var hex = HEX.formatHex(key.getEncoded());
        var point = hex.substring(hex.length() - 128);
        var coseKey = "a401022001" + "215820" + point.substring(0, 64) + "225820" + point.substring(64);
        return BASE64_URL.encodeToString(EvidenceCheck.sha256(HEX.parseHex(coseKey)));
    }
}

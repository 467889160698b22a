package dev.hallmark.device.attestation;

import com.upokecenter.cbor.CBORObject;
import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.device.identity.SignatureKey;
import java.util.Base64;
import java.util.HexFormat;

/** Evidence as {@code application/eat+cwt}: a COSE_Sign1 of the claims of RFC 9711. */
final class EatCwt {

    static final String CONTENT_TYPE = "application/eat+cwt";

    private static final int COSE_SIGN1 = 18;
    private static final int ALG = 1;
    private static final int KID = 4;

    private static final int AUDIENCE = 3;
    private static final int CONFIRMATION = 8;
    private static final int NONCE = 10;
    private static final int UEID = 256;
    private static final int PROFILE = 265;
    private static final int SOFTWARE_NAME = 270;
    private static final int SOFTWARE_VERSION = 271;
    private static final int BINDING = -75_001;

    /** The confirmation method of RFC 9679 §5.6. */
    private static final int COSE_KEY_THUMBPRINT = 5;

    private EatCwt() {}

    static Evidence evidence(Challenge challenge, Attester attester) {
        if (!(attester.keys().identity() instanceof SignatureKey identity)) {
            throw new IllegalArgumentException("this key cannot sign a token; use the evidence format TRANSCRIPT");
        }
        var header = header(attester).EncodeToBytes();
        var claims = claims(challenge, attester).EncodeToBytes();
        var message = CBORObject.NewArray()
                .Add(header)
                .Add(CBORObject.NewMap())
                .Add(claims)
                .Add(identity.signConcatenated(signed(header, claims)));
        return new Evidence(CONTENT_TYPE, message.WithTag(COSE_SIGN1).EncodeToBytes());
    }

    /** The Sig_structure of RFC 9052 §4.4. */
    static byte[] signed(byte[] header, byte[] claims) {
        return CBORObject.NewArray()
                .Add("Signature1")
                .Add(header)
                .Add(new byte[0])
                .Add(claims)
                .EncodeToBytes();
    }

    private static CBORObject header(Attester attester) {
        var algorithm =
                IdentityAlgorithm.named(attester.keys().identity().algorithm()).cose();
        return CBORObject.NewOrderedMap()
                .Add(ALG, algorithm)
                .Add(KID, HexFormat.of().parseHex(attester.keys().deviceId().hex()));
    }

    private static CBORObject claims(Challenge challenge, Attester attester) {
        var claims = CBORObject.NewOrderedMap().Add(AUDIENCE, challenge.audience());
        if (attester.keys().separate()) {
            var thumbprint = attester.keys().operational().coseThumbprint();
            claims.Add(CONFIRMATION, CBORObject.NewMap().Add(COSE_KEY_THUMBPRINT, thumbprint));
        }
        claims.Add(NONCE, challenge.nonceBytes())
                .Add(
                        UEID,
                        Base64.getUrlDecoder().decode(attester.keys().deviceId().ueid()))
                .Add(PROFILE, challenge.profile())
                .Add(SOFTWARE_NAME, attester.software().name())
                .Add(SOFTWARE_VERSION, softwareVersion(attester.software()));
        if (challenge.bound()) {
            claims.Add(BINDING, attester.bindingFor(challenge));
        }
        return claims;
    }

    private static CBORObject softwareVersion(Software software) {
        return CBORObject.NewArray().Add(Integer.toString(software.version()));
    }
}

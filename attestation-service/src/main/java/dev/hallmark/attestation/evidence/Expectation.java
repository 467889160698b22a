package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import dev.hallmark.attestation.challenge.ChallengeService;
import dev.hallmark.attestation.challenge.ConsumedChallenge;
import dev.hallmark.attestation.challenge.TlsConnection;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.KemAlgorithm;
import dev.hallmark.commons.identity.KeyAlgorithm;
import dev.hallmark.commons.identity.SignatureAlgorithm;
import dev.hallmark.commons.identity.SignatureEncoding;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What good evidence for a challenge must say. The checks stand in the order they are to be made. */
record Expectation(ConsumedChallenge challenge, SubjectPublicKey key, String audience, TlsConnection connection) {

    private static final byte UEID_RAND = 1;

    static Expectation of(ConsumedChallenge challenge, String audience, TlsConnection connection) {
        try {
            return new Expectation(challenge, SubjectPublicKey.parse(challenge.publicKey()), audience, connection);
        } catch (InvalidPublicKeyException e) {
            throw new IllegalStateException("a challenge was issued to a key that cannot be read", e);
        }
    }

    /** The algorithm the key was registered for, or else the key's own; no message chooses it. */
    KeyAlgorithm algorithm() {
        return challenge.device().algorithm().orElseGet(key::algorithm);
    }

    /** The {@code alg} of a JOSE header, which is one of a signature. */
    void requireAlgorithm(String name) throws EvidenceRefused {
        unless(algorithm() instanceof SignatureAlgorithm own && own.isNamed(name), RefusalReason.ALGORITHM);
        requireUsableAlgorithm();
    }

    /** The {@code alg} of a COSE header, which is one of a signature. */
    void requireAlgorithm(long label) throws EvidenceRefused {
        unless(algorithm() instanceof SignatureAlgorithm own && own.isNumbered(label), RefusalReason.ALGORITHM);
        requireUsableAlgorithm();
    }

    /** That the key can do what it was registered for. */
    void requireUsableAlgorithm() throws EvidenceRefused {
        unless(key.allows(algorithm()), RefusalReason.ALGORITHM);
    }

    /** Whether the key signed this, or the key that was derived by opening the challenge authenticates it. */
    boolean isProven(byte[] data, byte[] proof, SignatureEncoding encoding) {
        return switch (algorithm()) {
            case SignatureAlgorithm own -> key.verify(own, data, proof, encoding);
            case KemAlgorithm opened ->
                challenge
                        .answerKey()
                        .filter(derived -> MessageDigest.isEqual(hmac(derived, data), proof))
                        .isPresent();
        };
    }

    void requireRegisteredKey() throws EvidenceRefused {
        var registered = challenge.device().id().bytes();
        unless(MessageDigest.isEqual(key.deviceId().bytes(), registered), RefusalReason.KEY);
    }

    void requireFresh() throws EvidenceRefused {
        unless(!challenge.expired(), RefusalReason.EXPIRED);
    }

    void requireNonce(String nonce) throws EvidenceRefused {
        unless(same(base64url(challenge.nonce()), nonce), RefusalReason.NONCE);
    }

    void requireAudience(String claimed) throws EvidenceRefused {
        unless(same(audience, claimed), RefusalReason.AUDIENCE);
    }

    void requireProfile(String profile) throws EvidenceRefused {
        unless(same(ChallengeService.PROFILE, profile), RefusalReason.PROFILE);
    }

    /** RFC 9711 §4.2.1: a UEID of type RAND, the device id in our case. */
    void requireUeid(String ueid) throws EvidenceRefused {
        var id = challenge.device().id().bytes();
        var octets = new byte[1 + id.length];
        octets[0] = UEID_RAND;
        System.arraycopy(id, 0, octets, 1, id.length);
        unless(same(base64url(octets), ueid), RefusalReason.UEID);
    }

    void requireSameConnection() throws EvidenceRefused {
        unless(MessageDigest.isEqual(challenge.connection(), connection.binding()), RefusalReason.CONNECTION);
    }

    void requireBinding(String claimed) throws EvidenceRefused {
        unless(connection.known() && same(base64url(connection.binding()), claimed), RefusalReason.BINDING);
    }

    /** Whether the policy accepts evidence that is signed for no connection. */
    boolean allowsUnbound() {
        return challenge.policy().filter(policy -> policy.allowUnbound()).isPresent();
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean same(String expected, String claimed) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}

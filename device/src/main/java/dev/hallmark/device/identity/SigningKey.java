package dev.hallmark.device.identity;

import com.upokecenter.cbor.CBORObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/** A P-256 key pair that signs with SHA-256: {@code ES256}. */
public final class SigningKey implements SignatureKey {

    private static final int COORDINATE_BYTES = 32;

    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private final ECPublicKey publicKey;
    private final ECPrivateKey privateKey;
    private final byte[] subjectPublicKey;
    private final byte[] fingerprint;

    private SigningKey(KeyPair pair) {
        this.publicKey = (ECPublicKey) pair.getPublic();
        this.privateKey = (ECPrivateKey) pair.getPrivate();
        this.subjectPublicKey = publicKey.getEncoded();
        this.fingerprint = Digests.sha256(subjectPublicKey);
    }

    public static SigningKey generate() {
        return new SigningKey(P256.generate());
    }

    /** The key pair with this private scalar, 1 ≤ d < n. */
    public static SigningKey of(BigInteger scalar) {
        return new SigningKey(P256.pair(scalar));
    }

    @Override
    public String algorithm() {
        return "ES256";
    }

    /** Named curve, uncompressed point. */
    @Override
    public byte[] subjectPublicKey() {
        return subjectPublicKey.clone();
    }

    @Override
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    /** The RFC 7638 thumbprint, base64url. */
    public String thumbprint() {
        var point = publicKey.getW();
        return thumbprint("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + coordinate(point.getAffineX()) + "\",\"y\":\""
                + coordinate(point.getAffineY()) + "\"}");
    }

    /** RFC 7638 §3: the digest of a JWK's required members, in lexicographic order, without white space. */
    static String thumbprint(String requiredMembers) {
        return BASE64_URL.encodeToString(Digests.sha256(requiredMembers.getBytes(StandardCharsets.UTF_8)));
    }

    private static String coordinate(BigInteger value) {
        return BASE64_URL.encodeToString(octets(value));
    }

    private static byte[] octets(BigInteger coordinate) {
        return BigIntegers.asUnsignedByteArray(COORDINATE_BYTES, coordinate);
    }

    /** The RFC 9679 thumbprint: of the required parameters of a COSE_Key in their deterministic encoding. */
    public byte[] coseThumbprint() {
        var point = publicKey.getW();
        var key = CBORObject.NewOrderedMap()
                .Add(1, 2) // kty: EC2
                .Add(-1, 1) // crv: P-256
                .Add(-2, octets(point.getAffineX()))
                .Add(-3, octets(point.getAffineY()));
        return Digests.sha256(key.EncodeToBytes());
    }

    public EcdsaSignature sign(byte[] data) {
        // RFC 6979: needs no random numbers, which may be weak on a small device.
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(privateKey.getS(), P256.DOMAIN));
        var signature = signer.generateSignature(Digests.sha256(data));
        return new EcdsaSignature(signature[0], signature[1]);
    }

    @Override
    public byte[] signDer(byte[] data) {
        return sign(data).der();
    }

    @Override
    public byte[] signConcatenated(byte[] data) {
        return sign(data).concatenated();
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** For the TLS engine, when the device presents its certificate. */
    public PrivateKey privateKey() {
        return privateKey;
    }

    @Override
    public String toString() {
        return "SigningKey[" + DeviceId.of(this) + "]";
    }
}

package dev.hallmark.ca.authority;

import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyRing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Signs to-be-signed certificates and CRLs; both have the same three parts (RFC 5280 §4.1). */
@ApplicationScoped
public class Signatures {

    /** RFC 5758 §3.2: without parameters. */
    public static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    private final KeyRing keys;

    Signatures(KeyRing keys) {
        this.keys = keys;
    }

    /** The signed DER of one to-be-signed part. */
    public Uni<byte[]> sign(KeyId key, byte[] toBeSigned) {
        return keys.sign(key, sha256(toBeSigned)).map(signature -> assemble(toBeSigned, signature));
    }

    /** The signed DER of each to-be-signed part, in their order. */
    public Uni<List<byte[]>> sign(KeyId key, List<byte[]> toBeSigned) {
        var digests = toBeSigned.stream().map(Signatures::sha256).toList();
        return keys.sign(key, digests).map(signatures -> IntStream.range(0, toBeSigned.size())
                .mapToObj(i -> assemble(toBeSigned.get(i), signatures.get(i)))
                .toList());
    }

    private static byte[] assemble(byte[] toBeSigned, byte[] signature) {
        try {
            var parts = new ASN1EncodableVector();
            parts.add(ASN1Primitive.fromByteArray(toBeSigned));
            parts.add(ALGORITHM);
            parts.add(new DERBitString(signature));
            return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-256 of these octets in hexadecimal, as tools print a certificate's. */
    public static String fingerprint(byte[] octets) {
        return HexFormat.of().formatHex(sha256(octets));
    }

    /** SHA-256 of these octets. */
    public static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

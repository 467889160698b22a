package dev.hallmark.ca.authority;

import dev.hallmark.keys.KeyRing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;

/** Signs to-be-signed certificates and CRLs; both have the same three parts (RFC 5280 §4.1). */
@ApplicationScoped
public class Signatures {

    private final KeyRing keys;

    Signatures(KeyRing keys) {
        this.keys = keys;
    }

    /** The signed DER of one to-be-signed part, which names the key's algorithm itself (RFC 5280 §4.1.1.2). */
    public Uni<byte[]> sign(SigningKey key, byte[] toBeSigned) {
        return keys.sign(key.id(), toBeSigned).map(signature -> assemble(key, toBeSigned, signature));
    }

    /** The signed DER of each to-be-signed part, in their order. */
    public Uni<List<byte[]>> sign(SigningKey key, List<byte[]> toBeSigned) {
        return toBeSigned.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(toBeSigned.stream().map(part -> sign(key, part)).toList())
                        .andFailFast();
    }

    private static byte[] assemble(SigningKey key, byte[] toBeSigned, byte[] signature) {
        try {
            var parts = new ASN1EncodableVector();
            parts.add(ASN1Primitive.fromByteArray(toBeSigned));
            parts.add(key.identifier());
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

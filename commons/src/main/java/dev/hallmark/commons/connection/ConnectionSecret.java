package dev.hallmark.commons.connection;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that the gateway and one service share. */
public final class ConnectionSecret {
    private static final String ALGORITHM = "HmacSHA256";
    /** RFC 7518 §3.2: a key of at least the size of the hash output. */
    private static final int MINIMUM_OCTETS = 32;

    private final SecretKeySpec key;

    private ConnectionSecret(byte[] octets) {
        this.key = new SecretKeySpec(octets, ALGORITHM);
    }

    /** Reads a secret from base64 of at least 32 octets. */
    public static ConnectionSecret parse(String base64) {
        byte[] octets = decode(base64);
        if (octets.length < MINIMUM_OCTETS) {
            throw new IllegalArgumentException("a connection secret is base64 of at least 32 octets");
        }
        return new ConnectionSecret(octets);
    }

    byte[] authenticate(byte[] message) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean matches(byte[] message, byte[] code) {
        return MessageDigest.isEqual(authenticate(message), code);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a connection secret is base64 of at least 32 octets", e);
        }
    }

    @Override
    public String toString() {
        return "ConnectionSecret[hidden]";
    }
}

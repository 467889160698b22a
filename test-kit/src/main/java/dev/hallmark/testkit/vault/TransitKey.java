package dev.hallmark.testkit.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.testkit.Pem;
import dev.hallmark.testkit.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** A key of a Transit engine with its versions, from 1. */
final class TransitKey {

    static final Set<String> TYPES = Set.of("ecdsa-p256", "ecdsa-p384", "ed25519", "rsa-3072", "aes256-gcm96");

    private static final Pattern CIPHERTEXT = Pattern.compile("vault:v([1-9][0-9]*):([A-Za-z0-9+/=]+)");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    /** The header of an Ed25519 key, before its 32 octets (RFC 8410 §4). */
    private static final int ED25519_HEADER = 12;

    private final String type;
    private final List<Object> versions = new CopyOnWriteArrayList<>();

    private TransitKey(String type) {
        this.type = type;
    }

    static TransitKey create(String type) throws GeneralSecurityException {
        var key = new TransitKey(type);
        key.rotate();
        return key;
    }

    void rotate() throws GeneralSecurityException {
        versions.add(
                switch (type) {
                    case "ecdsa-p256" -> curve("secp256r1");
                    case "ecdsa-p384" -> curve("secp384r1");
                    case "ed25519" -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                    case "rsa-3072" -> rsa();
                    default -> {
                        var generator = KeyGenerator.getInstance("AES");
                        generator.init(256);
                        yield generator.generateKey();
                    }
                });
    }

    private static KeyPair curve(String name) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }

    /**
     * By OpenSSL, in half a second as in Vault. The JVM of the tests needs two to eight seconds for such a key, longer than
     * clients of Vault wait: it compiles in haste, and has its fast arithmetic of large numbers only in code compiled with care.
     */
    private static KeyPair rsa() throws GeneralSecurityException {
        try {
            var file = Files.createTempFile("transit", ".pem");
            Programs.succeed(
                    file.getParent(),
                    "openssl",
                    "genpkey",
                    "-algorithm",
                    "RSA",
                    "-pkeyopt",
                    "rsa_keygen_bits:3072",
                    "-out",
                    file.toString());
            try (var pem = new PEMParser(Files.newBufferedReader(file))) {
                var key = (RSAPrivateCrtKey) new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) pem.readObject());
                var publicKey = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
                return new KeyPair(KeyFactory.getInstance("RSA").generatePublic(publicKey), key);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String type() {
        return type;
    }

    boolean signs() {
        return !type.startsWith("aes");
    }

    /** As reading a key describes it. */
    ObjectNode described(String name) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("type", type)
                .put("latest_version", versions.size())
                .put("min_available_version", 0)
                .put("min_decryption_version", 1)
                .put("min_encryption_version", 0)
                .put("exportable", false)
                .put("allow_plaintext_backup", false)
                .put("deletion_allowed", false)
                .put("derived", false)
                .put("supports_signing", signs())
                .put("supports_encryption", !signs())
                .put("supports_decryption", !signs())
                .put("supports_derivation", false);
        var all = data.putObject("keys");
        for (int version = 1; version <= versions.size(); version++) {
            if (versions.get(version - 1) instanceof KeyPair pair) {
                all.putObject(String.valueOf(version))
                        .put("name", type)
                        .put("public_key", shown(pair))
                        .put("creation_time", "2026-01-01T00:00:00Z");
            } else {
                all.put(String.valueOf(version), 1_767_225_600);
            }
        }
        return data;
    }

    private String shown(KeyPair pair) {
        var encoded = pair.getPublic().getEncoded();
        return type.equals("ed25519")
                ? Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, ED25519_HEADER, encoded.length))
                : Pem.of("PUBLIC KEY", encoded);
    }

    /** {@code vault:v<version>:} and the signature. */
    String sign(JsonNode call, String input) throws GeneralSecurityException {
        int version = call.path("key_version").asInt() == 0
                ? versions.size()
                : call.path("key_version").asInt();
        if (!(pick(version) instanceof KeyPair pair)) {
            throw new IllegalArgumentException("key type " + type + " does not support signing");
        }
        return "vault:v%d:%s"
                .formatted(
                        version,
                        Base64.getEncoder()
                                .encodeToString(
                                        sign(pair, call, Base64.getDecoder().decode(input))));
    }

    private byte[] sign(KeyPair pair, JsonNode call, byte[] input) throws GeneralSecurityException {
        var hash = call.path("hash_algorithm").asText("sha2-256").equals("sha2-384") ? "SHA-384" : "SHA-256";
        var prehashed = call.path("prehashed").asBoolean();
        if (type.equals("ed25519")) {
            return sign("Ed25519", pair, input);
        }
        var digest = prehashed ? input : MessageDigest.getInstance(hash).digest(input);
        if (!type.equals("rsa-3072")) {
            return sign("NONEwithECDSA", pair, digest);
        }
        return call.path("signature_algorithm").asText("pss").equals("pkcs1v15")
                ? sign("NONEwithRSA", pair, info(hash, digest))
                : sign("RSASSA-PSS", pair, digest);
    }

    private static byte[] sign(String algorithm, KeyPair pair, byte[] input) throws GeneralSecurityException {
        var signature = algorithm.equals("NONEwithRSA")
                ? Signature.getInstance(algorithm, new BouncyCastleProvider())
                : Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update(input);
        return signature.sign();
    }

    /** Which hash it is of, and the digest (RFC 8017 §9.2). */
    private static byte[] info(String hash, byte[] digest) {
        var identifier = hash.equals("SHA-384") ? NISTObjectIdentifiers.id_sha384 : NISTObjectIdentifiers.id_sha256;
        try {
            return new DigestInfo(new AlgorithmIdentifier(identifier, DERNull.INSTANCE), digest).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String encrypt(int wanted, String plaintext) throws GeneralSecurityException {
        int version = wanted == 0 ? versions.size() : wanted;
        var nonce = new byte[NONCE_OCTETS];
        RANDOM.nextBytes(nonce);
        var sealed = cipher(Cipher.ENCRYPT_MODE, version, nonce)
                .doFinal(Base64.getDecoder().decode(plaintext));
        var whole = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
        return "vault:v%d:%s".formatted(version, Base64.getEncoder().encodeToString(whole.array()));
    }

    String decrypt(String ciphertext) throws GeneralSecurityException {
        var matcher = CIPHERTEXT.matcher(ciphertext);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("invalid ciphertext: no prefix");
        }
        var whole = Base64.getDecoder().decode(matcher.group(2));
        var opened = cipher(Cipher.DECRYPT_MODE, Integer.parseInt(matcher.group(1)), Arrays.copyOf(whole, NONCE_OCTETS))
                .doFinal(whole, NONCE_OCTETS, whole.length - NONCE_OCTETS);
        return Base64.getEncoder().encodeToString(opened);
    }

    private Cipher cipher(int mode, int version, byte[] nonce) throws GeneralSecurityException {
        if (!(pick(version) instanceof SecretKey key)) {
            throw new IllegalArgumentException("key type " + type + " does not support encryption");
        }
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private Object pick(int version) {
        if (version < 1 || version > versions.size()) {
            throw new IllegalArgumentException("requested version for signing is higher than the latest key version");
        }
        return versions.get(version - 1);
    }
}

package dev.hallmark.device.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hallmark.device.identity.DeviceId;
import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.device.identity.SignatureKey;
import dev.hallmark.device.identity.SigningKey;
import dev.hallmark.testkit.Programs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vectors of the protocol's §7, upon which Python's and Node's cryptography agree. */
class ChipKeysTest {

    private static final HexFormat HEX = HexFormat.of();

    @TempDir
    private Path directory;

    private final ChipKeys keys = new ChipKeys(new Seed(HEX.parseHex("000102030405060708090a0b0c0d0e0f")), 0);

    @Test
    void theIdentityKeyIsThatOfTheVector() {
        var key = keys.es256(KeyUse.IDENTITY, 0);

        assertThat(octets(KeyUse.IDENTITY))
                .isEqualTo("91db0f69c6cd9959f956b1143a4e282c7e6acb4eb6c9bf2a460c535dd97b02fb41da32ab4d14eea3");
        assertThat(scalar(key)).isEqualTo("c0244a6ce1a57f69a4a561c43f8042f61e597c54a3dcc1aa0bdff180009302b4");
        assertThat(DeviceId.of(key).hex())
                .isEqualTo("d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f");
        assertThat(key.thumbprint()).isEqualTo("YXhZYXnuDTL9ORBlqYbctrZ1z8_-e-Z1dVGpA7PhoJg");
    }

    @Test
    void theOperationalKeyIsThatOfTheVector() {
        var key = keys.es256(KeyUse.OPERATIONAL, 0);

        assertThat(octets(KeyUse.OPERATIONAL))
                .isEqualTo("b436306df75bb82b7979080773cc308f7793240e9ca94594a02f495570c97ecc0f94e9314cf4b880");
        assertThat(scalar(key)).isEqualTo("70d4c031c83a47f6a6ceefc5554319e246b4964625777b88c649cf7a0992ebb1");
        assertThat(HEX.formatHex(key.fingerprint()))
                .isEqualTo("9f9391b07f149aa98855293dedce1d4833b9dc7f8c5c8f93e6df6d589ccd1511");
        assertThat(key.thumbprint()).isEqualTo("j72kQT-dpOoKd_-AOy81OuKn9Bpa7AxSFt3rCq3prIA");
    }

    @Test
    void theSeedOfAnEd25519KeyIsThatOfTheVectorAndOpensslMakesTheSameKeyOfIt() throws Exception {
        var secret = keys.material(KeyUse.IDENTITY, "EdDSA", 0, 32);
        Files.write(
                directory.resolve("k.der"), HEX.parseHex("302e020100300506032b657004220420" + HEX.formatHex(secret)));

        var key = keys.identity(IdentityAlgorithm.EDDSA);

        assertThat(HEX.formatHex(secret)).isEqualTo("85376f208dc420a268c2a6f9874ddacdf5036d4d51b49677a9678e6278693915");
        Programs.succeed(
                directory,
                "openssl",
                "pkey",
                "-inform",
                "DER",
                "-in",
                "k.der",
                "-pubout",
                "-outform",
                "DER",
                "-out",
                "k.pub");
        assertThat(key.subjectPublicKey()).isEqualTo(Files.readAllBytes(directory.resolve("k.pub")));
        assertThat(DeviceId.of(key).hex())
                .isEqualTo("b69b1a610b60ed1c4042a0e8c764fea853aa6faca60e2ef8131f8f85650bc791");
    }

    @Test
    void anMlDsa44KeyIsThatOfTheVectorAndTheJdkMakesTheSameKeyOfItsSeed() throws Exception {
        assertMlDsa(
                keys,
                IdentityAlgorithm.ML_DSA_44,
                "8992ba1891f6e1579f8dc5bbc474e1e0f658326619e3f3d2c42cb5da6685117e",
                "f1d6fc6bce7abc89560e1e1b0520362ac87db902e6c7b35c4fe43845512c0d03");
    }

    /** Of the seeds of two blocks, in the order of their numbers. */
    @Test
    void anMlDsa65KeyIsThatOfTheVectorAndTheJdkMakesTheSameKeyOfItsSeed() throws Exception {
        var second = new ChipKeys(new Seed(HEX.parseHex("101112131415161718191a1b1c1d1e1f")), 1);

        assertMlDsa(
                keys.and(second),
                IdentityAlgorithm.ML_DSA_65,
                "8aa45dc085386259766d6197c6dd9122d28aaeda43b44431449aea2ecd439ead",
                "e0270e62dbd12c2ae720713565b2c213945f6c4f342cff8086026594d97a9b21");
        assertThat(second.and(keys).identity(IdentityAlgorithm.ML_DSA_65).fingerprint())
                .isNotEqualTo(
                        keys.and(second).identity(IdentityAlgorithm.ML_DSA_65).fingerprint());
    }

    private static void assertMlDsa(ChipKeys keys, IdentityAlgorithm algorithm, String xi, String id) throws Exception {
        var secret = keys.material(KeyUse.IDENTITY, algorithm.toString(), 0, 32);
        var message = "message".getBytes(StandardCharsets.US_ASCII);

        var key = (SignatureKey) keys.identity(algorithm);

        var generator = KeyPairGenerator.getInstance(algorithm.toString(), "SUN");
        generator.initialize(new NamedParameterSpec(algorithm.toString()), new Always(secret));
        var second = generator.generateKeyPair();
        assertThat(HEX.formatHex(secret)).isEqualTo(xi);
        assertThat(key.subjectPublicKey()).isEqualTo(second.getPublic().getEncoded());
        assertThat(DeviceId.of(key).hex()).isEqualTo(id);
        var verifier = Signature.getInstance(algorithm.toString(), "SUN");
        verifier.initVerify(second.getPublic());
        verifier.update(message);
        assertThat(verifier.verify(key.signConcatenated(message))).isTrue();
    }

    /** No randomness: the JDK gets its ξ here. */
    private static final class Always extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] octets;

        Always(byte[] octets) {
            super();
            this.octets = octets.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != octets.length) {
                throw new IllegalStateException("asked for " + bytes.length + " octets");
            }
            System.arraycopy(octets, 0, bytes, 0, octets.length);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = IdentityAlgorithm.class,
            names = {"ES384", "PS256", "RS256", "X25519", "ECDH_P256", "ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
    void forOtherAlgorithmsThereIsNoKey(IdentityAlgorithm algorithm) {
        assertThatIllegalArgumentException().isThrownBy(() -> keys.identity(algorithm));
    }

    @Test
    void eachUseAlgorithmOwnerAndSlotHasOctetsOfItsOwn() {
        var all = new LinkedHashSet<String>();
        for (var use : KeyUse.values()) {
            all.add(HEX.formatHex(keys.material(use, "EdDSA", 0, 32)));
            all.add(HEX.formatHex(keys.material(use, "EdDSA", 1, 32)));
            all.add(HEX.formatHex(keys.material(use, "ML-DSA-44", 0, 32)));
            all.add(HEX.formatHex(new ChipKeys(keys.seed(), 1).material(use, "EdDSA", 0, 32)));
        }

        assertThat(all).hasSize(12);
    }

    @Test
    void seedsAreNotPrinted() {
        assertThat(keys.toString()).isEqualTo("ChipKeys[seed=Seed[hidden], slot=0]");
    }

    private String octets(KeyUse use) {
        return HEX.formatHex(keys.material(use, "ES256", 0, 40));
    }

    private static String scalar(SigningKey key) {
        return "%064x".formatted(((ECPrivateKey) key.privateKey()).getS());
    }
}

package dev.hallmark.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValuesTest {

    @Test
    void aPublicKeyGivesTheDeviceId() throws GeneralSecurityException {
        var key = publicKey();

        assertThat(row("", base64(key))).isInstanceOfSatisfying(ImportRow.Good.class, good -> assertThat(
                        good.device().id().hex())
                .isEqualTo(hash(key)));
    }

    @Test
    void aPublicKeyMustBeTheOneOfTheId() throws GeneralSecurityException {
        var key = publicKey();

        assertThat(row(hash(key), base64(key))).isInstanceOf(ImportRow.Good.class);
        assertThat(row("a".repeat(64), base64(key)))
                .isEqualTo(new ImportRow.Bad(1, 1, "the public key's hash is another device id: " + hash(key)));
    }

    @Test
    void keysThatCannotBeUsedAreRefused() {
        assertThat(row("", "***"))
                .isEqualTo(
                        new ImportRow.Bad(1, 1, "the public key cannot be used: not base64: line 1, column 1 has '*'"));
        assertThat(row("", "AAAA")).isInstanceOfSatisfying(ImportRow.Bad.class, bad -> assertThat(bad.reason())
                .startsWith("the public key cannot be used"));
    }

    @Test
    void aPublicKeyMayBePem() throws GeneralSecurityException {
        var key = publicKey();
        var lines = Base64.getMimeEncoder().encodeToString(key);

        for (var text : List.of(lines, "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n")) {
            assertThat(row(hash(key), text)).isInstanceOfSatisfying(ImportRow.Good.class, good -> assertThat(
                            good.device().publicKey())
                    .isEqualTo(base64(key)));
        }
        assertThat(row("", "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n"))
                .isEqualTo(new ImportRow.Bad(
                        1, 1, "the public key cannot be used: PEM labelled CERTIFICATE; accepted is PUBLIC KEY"));
    }

    @Test
    void unknownAlgorithmsAndControlCharactersAreRefused() {
        var values = new FieldValues();
        values.put(Column.DEVICE_ID, "a".repeat(64));
        values.put(Column.ALGORITHM, "none");
        assertThat(values.toRow(1, 1)).isEqualTo(new ImportRow.Bad(1, 1, "unknown algorithm: none"));

        values.put(Column.ALGORITHM, "ES256");
        values.put(Column.MODEL, "a\u0000b");
        assertThat(values.toRow(1, 1)).isEqualTo(new ImportRow.Bad(1, 1, "model holds control characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SN-0001", "eui48_0004A3FFEE01", "A#1", "A@plant", "snö"})
    void aSerialIsKeptAsItIs(String serial) {
        assertThat(withSerial(serial)).isInstanceOfSatisfying(ImportRow.Good.class, good -> assertThat(
                        good.device().serial())
                .isEqualTo(serial));
    }

    @Test
    void aSerialThatNoCertificateCanHoldIsRefused() {
        assertThat(withSerial("a".repeat(64))).isInstanceOf(ImportRow.Good.class);
        assertThat(withSerial("a".repeat(65)))
                .isEqualTo(new ImportRow.Bad(1, 1, "serial has 65 characters; a certificate holds at most 64"));
        assertThat(withSerial("a\u0007b"))
                .isEqualTo(new ImportRow.Bad(
                        1, 1, "serial holds U+0007, which is a control character or half of a character"));
    }

    private static ImportRow withSerial(String serial) {
        var values = new FieldValues();
        values.put(Column.DEVICE_ID, "a".repeat(64));
        values.put(Column.SERIAL, serial);
        return values.toRow(1, 1);
    }

    @Test
    void anAlgorithmMustFitTheKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var values = new FieldValues();
        values.put(
                Column.PUBLIC_KEY,
                Base64.getEncoder()
                        .encodeToString(generator.generateKeyPair().getPublic().getEncoded()));

        values.put(Column.ALGORITHM, "RS256");
        assertThat(values.toRow(1, 1)).isInstanceOf(ImportRow.Good.class);
        values.put(Column.ALGORITHM, "ES256");
        assertThat(values.toRow(1, 1)).isEqualTo(new ImportRow.Bad(1, 1, "the public key does not fit ES256"));
    }

    @ParameterizedTest
    @CsvSource({
        "X25519, X25519, ES256",
        "ML-KEM-768, ML-KEM-768, ML-KEM-512",
        "ML-KEM-1024, ML-KEM-1024, X25519",
        "EC, ECDH-P256, X25519"
    })
    void keysThatCannotSignAreAcceptedUnderTheirOwnAlgorithm(String kind, String own, String other) throws Exception {
        var key = kind.equals("EC")
                ? publicKey()
                : KeyPairGenerator.getInstance(kind)
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded();
        var values = new FieldValues();
        values.put(Column.PUBLIC_KEY, base64(key));

        assertThat(values.toRow(1, 1)).isInstanceOf(ImportRow.Good.class);
        values.put(Column.ALGORITHM, own);
        assertThat(values.toRow(1, 1)).isInstanceOfSatisfying(ImportRow.Good.class, good -> assertThat(
                        good.device().algorithm())
                .isEqualTo(own));
        values.put(Column.ALGORITHM, other);
        assertThat(values.toRow(1, 1)).isEqualTo(new ImportRow.Bad(1, 1, "the public key does not fit " + other));
    }

    private static ImportRow row(String id, String publicKey) {
        var values = new FieldValues();
        values.put(Column.DEVICE_ID, id);
        values.put(Column.PUBLIC_KEY, publicKey);
        return values.toRow(1, 1);
    }

    private static byte[] publicKey() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair().getPublic().getEncoded();
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    private static String hash(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

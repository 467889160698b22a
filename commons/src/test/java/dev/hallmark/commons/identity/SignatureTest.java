package dev.hallmark.commons.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Signatures of other implementations: the JDK's for every algorithm, and openssl's for all but ML-DSA. */
class SignatureTest {

    private static final byte[] DATA = "evidence".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void thoseOfTheJdkVerify(SignatureAlgorithm algorithm) throws Exception {
        var pair = TestKeys.of(algorithm);
        var key = SubjectPublicKey.parse(pair.getPublic().getEncoded());

        for (var encoding : SignatureEncoding.values()) {
            var signature = TestKeys.sign(pair, algorithm, encoding, DATA);
            assertThat(key.verify(algorithm, DATA, signature, encoding)).isTrue();
            assertThat(key.verify(algorithm, new byte[1], signature, encoding)).isFalse();
            signature[signature.length - 1] ^= 1;
            assertThat(key.verify(algorithm, DATA, signature, encoding)).isFalse();
            assertThat(key.verify(algorithm, DATA, new byte[0], encoding)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noneIsValidByAnotherAlgorithm(SignatureAlgorithm algorithm) throws Exception {
        var pair = TestKeys.of(algorithm);
        var key = SubjectPublicKey.parse(pair.getPublic().getEncoded());
        var signature = TestKeys.sign(pair, algorithm, SignatureEncoding.DER, DATA);

        for (var other : SignatureAlgorithm.values()) {
            assertThat(key.verify(other, DATA, signature, SignatureEncoding.DER))
                    .isEqualTo(other == algorithm);
        }
    }

    @Test
    void theTwoFormsOfEcdsaAreNotMixedUp() throws Exception {
        var pair = TestKeys.of(SignatureAlgorithm.ES384);
        var key = SubjectPublicKey.parse(pair.getPublic().getEncoded());

        var der = TestKeys.sign(pair, SignatureAlgorithm.ES384, SignatureEncoding.DER, DATA);
        var plain = TestKeys.sign(pair, SignatureAlgorithm.ES384, SignatureEncoding.CONCATENATED, DATA);

        assertThat(key.verify(DATA, der, SignatureEncoding.CONCATENATED)).isFalse();
        assertThat(key.verify(DATA, plain, SignatureEncoding.DER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ES256, EC, ec_paramgen_curve:P-256",
        "ES384, EC, ec_paramgen_curve:P-384",
        "EdDSA, ED25519, ''",
        "PS256, RSA, rsa_keygen_bits:2048",
        "RS256, RSA, rsa_keygen_bits:2048"
    })
    void thoseOfOpensslVerify(String algorithm, String kind, String option, @TempDir Path directory) throws Exception {
        var wanted = (SignatureAlgorithm) KeyAlgorithm.named(algorithm);
        Files.write(directory.resolve("data"), DATA);

        Openssl.generate(directory, kind, option);
        Openssl.run(directory, signing(wanted));

        var key = SubjectPublicKey.parse(Files.readAllBytes(directory.resolve("spki")));
        var signature = Files.readAllBytes(directory.resolve("signature"));
        assertThat(key.verify(wanted, DATA, signature, SignatureEncoding.DER)).isTrue();
    }

    private static List<String> signing(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case EDDSA -> List.of("pkeyutl", "-sign", "-rawin", "-inkey", "key", "-in", "data", "-out", "signature");
            case ES384 -> List.of("dgst", "-sha384", "-sign", "key", "-out", "signature", "data");
            case PS256 ->
                List.of(
                        "dgst",
                        "-sha256",
                        "-sigopt",
                        "rsa_padding_mode:pss",
                        "-sigopt",
                        "rsa_pss_saltlen:digest",
                        "-sign",
                        "key",
                        "-out",
                        "signature",
                        "data");
            default -> List.of("dgst", "-sha256", "-sign", "key", "-out", "signature", "data");
        };
    }
}

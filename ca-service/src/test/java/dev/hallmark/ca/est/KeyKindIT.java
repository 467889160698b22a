package dev.hallmark.ca.est;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys get a certificate, and how a token may name them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class KeyKindIT {

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @ParameterizedTest
    @CsvSource({"EC, SHA384withECDSA", "Ed25519, Ed25519", "RSA, SHA256withRSA"})
    void thatTlsCanUseIsCertified(String kind, String signature) throws Exception {
        var device = device(kind);

        var certificate = Est.certificate(Est.enrol(device.token(), request(device, signature)));

        assertThat(certificate.getSubjectPublicKeyInfo())
                .isEqualTo(SubjectPublicKeyInfo.getInstance(
                        device.key().getPublic().getEncoded()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML-DSA-44", "ML-DSA-65"})
    void thatTlsCannotUseIsRefusedByName(String kind) throws Exception {
        var device = device(kind);

        var answer = Est.enrol(device.token(), request(device, kind));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.asString()).contains(kind);
    }

    /** It cannot sign its own request either, so another key does. */
    @ParameterizedTest
    @ValueSource(strings = {"X25519", "ML-KEM-768"})
    void thatCannotSignIsRefusedByName(String kind) throws Exception {
        var device = device(kind);
        var request = new JcaPKCS10CertificationRequestBuilder(
                        new X500Name("CN=any"), device.key().getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(TestDevice.unmet().key().getPrivate()));

        var answer = Est.enrol(device.token(), request.getEncoded());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.asString()).contains(kind);
    }

    @Test
    void mayBeNamedByItsCoseThumbprint() {
        var device = TestDevice.unmet();

        var answer = Est.enrol(device.token(Map.of("cnf", ckt(device))), device.request("CN=any"));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    @Test
    void ofAnotherCoseThumbprintIsRefused() {
        var device = TestDevice.unmet();

        var answer = Est.enrol(device.token(Map.of("cnf", ckt(TestDevice.unmet()))), device.request("CN=any"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.asString()).contains("https://hallmark.dev/problems/key-not-attested");
    }

    private static Map<String, Object> ckt(TestDevice device) {
        var thumbprint = TestDevice.publicKey(device.key()).coseThumbprint().orElseThrow();
        return Map.of("ckt", Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint));
    }

    private static TestDevice device(String kind) throws Exception {
        var generator = KeyPairGenerator.getInstance(kind);
        switch (kind) {
            case "EC" -> generator.initialize(new ECGenParameterSpec("secp384r1"));
            case "RSA" -> generator.initialize(2048);
            default -> {}
        }
        return TestDevice.unmet(generator.generateKeyPair());
    }

    private static byte[] request(TestDevice device, String signature) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(
                        new X500Name("CN=any"), device.key().getPublic())
                .build(new JcaContentSignerBuilder(signature).build(device.key().getPrivate()))
                .getEncoded();
    }
}

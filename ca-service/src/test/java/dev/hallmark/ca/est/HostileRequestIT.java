package dev.hallmark.ca.est;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.ConnectionHeader;
import dev.hallmark.testkit.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An attested device that asks for more than is its due. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class HostileRequestIT {

    private final TestDevice device = TestDevice.unmet();
    private final ExtensionsGenerator asked = new ExtensionsGenerator();

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void anAuthorityIsNotMadeOfIt() throws IOException {
        asked.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));

        assertProblem(
                Est.enrol(device.token(), request(device.key())),
                403,
                "request-not-allowed",
                "A device is given no certificate of an authority.");
    }

    @Test
    void namesAndPurposesItAsksForAreNotTaken() throws IOException {
        // Given
        var plain = TestDevice.unmet();
        asked.addExtension(
                Extension.subjectAlternativeName,
                true,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "broker.example.org")));
        asked.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));

        // When
        var certificate = Est.certificate(Est.enrol(device.token(), request(device.key())));
        var usual = Est.certificate(Est.enrol(plain.token(), plain.request("CN=any")));

        // Then
        assertThat(certificate.getSubject().toString())
                .isEqualTo("O=default,SERIALNUMBER=SN-0001,CN=" + device.id().commonName());
        assertThat(certificate.getExtensions().getExtensionOIDs())
                .isEqualTo(usual.getExtensions().getExtensionOIDs());
        assertThat(certificate.getExtension(Extension.extendedKeyUsage))
                .isEqualTo(usual.getExtension(Extension.extendedKeyUsage));
        var names = GeneralNames.fromExtensions(certificate.getExtensions(), Extension.subjectAlternativeName);
        assertThat(names.getNames()).singleElement().satisfies(name -> assertThat(name.getTagNo())
                .isEqualTo(GeneralName.otherName));
        assertThat(names.toString()).doesNotContain("broker");
    }

    @Test
    void tenThousandExtensionsAreNotRead() throws IOException {
        askForExtensions(10_000);

        assertProblem(
                Est.enrol(device.token(), request(device.key())),
                413,
                "request-too-large",
                "A certification request has at most 32768 characters of base64.");
    }

    /** More than what fits into the buffers of a connection: a reset would come before the answer is read. */
    @Test
    void whoIsStillSendingTooMuchGetsTheAnswer() throws IOException {
        var path = "/.well-known/est/default/simpleenroll";
        var body = new byte[16 * 1024 * 1024];
        var head = "POST %s HTTP/1.1\r\nHost: x\r\nHallmark-Connection: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(path, ConnectionHeader.of("POST", path), body.length);

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("request-too-large");
        }
    }

    @Test
    void moreExtensionsThanAnyDeviceNeedsAreRefusedThoughTheRequestIsSmall() throws IOException {
        askForExtensions(33);

        assertProblem(
                Est.enrol(device.token(), request(device.key())),
                400,
                "malformed-request",
                "The certification request asks for more than 32 extensions.");
    }

    @Test
    void anotherKeysSignatureIsNone() {
        var pair =
                new KeyPair(device.key().getPublic(), TestDevice.unmet().key().getPrivate());

        assertProblem(
                Est.enrol(device.token(), request(pair)),
                400,
                "malformed-request",
                "The certification request is not signed by its own key.");
    }

    @Test
    void anotherDevicesOperationalKeyIsNotItsOwn() {
        var other = TestDevice.unmet();
        assertThat(Est.enrol(other.token(), other.request("CN=any")).statusCode())
                .isEqualTo(200);

        assertProblem(
                Est.enrol(device.token(), other.request("CN=any")),
                403,
                "key-not-attested",
                "The request's key is not the one that the token was given for.");
    }

    /** None of it has used the token up. */
    @Test
    void afterAllThatAnHonestRequestIsTaken() throws IOException {
        var token = device.token();
        asked.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        assertThat(Est.enrol(token, request(device.key())).statusCode()).isEqualTo(403);

        assertThat(Est.enrol(token, device.request("CN=any")).statusCode()).isEqualTo(200);
    }

    private void askForExtensions(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            asked.addExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999." + i), false, DERNull.INSTANCE);
        }
    }

    private byte[] request(KeyPair key) {
        var builder = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=any"), key.getPublic());
        try {
            if (!asked.isEmpty()) {
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, asked.generate());
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertProblem(Response answer, int status, String code, String detail) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("https://hallmark.dev/problems/" + code);
        assertThat(answer.jsonPath().getString("detail")).isEqualTo(detail);
    }
}

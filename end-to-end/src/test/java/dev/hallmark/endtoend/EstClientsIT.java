package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.device.enrolment.CertificateRequest;
import dev.hallmark.device.gateway.Gateway;
import dev.hallmark.device.identity.Certificates;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.KeyFile;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.est.ESTException;
import org.bouncycastle.est.ESTService;
import org.bouncycastle.est.EnrollmentResponse;
import org.bouncycastle.est.HttpAuth;
import org.bouncycastle.est.jcajce.JcaHttpAuthBuilder;
import org.bouncycastle.est.jcajce.JsseESTServiceBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock clients of EST, through the gateway; an attested device's token is all that they get from us. */
class EstClientsIT {

    private final Sandbox sandbox = Sandbox.running();
    private final DeviceKeys device = DeviceKeys.generate();

    @TempDir
    private Path directory;

    /** The empty label is a path without one. */
    @ParameterizedTest
    @ValueSource(strings = {"default", ""})
    void bouncyCastleEnrolsByAPasswordAndAgainByItsCertificate(String label) throws Exception {
        // Given
        var request = new PKCS10CertificationRequest(CertificateRequest.of(device.operational(), "whatever"));
        var anonymous = client(label).build();
        var password = basic(token());

        // When
        var authorities = ESTService.storeToArray(anonymous.getCACerts().getCertificateStore());
        var attributes = anonymous.getCSRAttributes().getAttributesResponse();
        var enrolled = anonymous.simpleEnroll(false, request, password);
        var certificate = issued(enrolled);
        var known = client(label)
                .withKeyManagers(new ClientCertificate(device.operational(), List.of(x509(certificate)))
                        .keyManagers()
                        .getKeyManagers())
                .build();
        var again = issued(known.simpleEnroll(true, request, null));

        // Then
        assertThat(authorities)
                .extracting(authority -> authority.getSubject().toString())
                .containsExactlyInAnyOrder("O=default,CN=default-root-1", "O=default,CN=default-issuing-1");
        assertThat(attributes.hasRequirement(X9ObjectIdentifiers.ecdsa_with_SHA256))
                .isTrue();
        assertThat(certificate.getSubject())
                .hasToString("O=default,CN=" + device.deviceId().commonName());
        assertThat(again).isEqualTo(certificate);
        assertThat(ESTService.storeToArray(known.getCACerts().getCertificateStore()))
                .containsExactlyInAnyOrder(authorities);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", ""})
    void bouncyCastleSeesThatItsPasswordIsNoToken(String label) throws Exception {
        var request = new PKCS10CertificationRequest(CertificateRequest.of(device.operational(), "whatever"));
        var client = client(label).build();

        assertThatThrownBy(() -> client.simpleEnroll(false, request, basic("guess")))
                .isInstanceOfSatisfying(ESTException.class, refused -> assertThat(refused.getStatusCode())
                        .isEqualTo(401));
    }

    /** The request as openssl leaves it in a file, by another hash than the curve's. */
    @Test
    void curlSendsAFileOfOpenssls() throws Exception {
        // Given
        var key = directory.resolve("key.pem");
        var request = directory.resolve("csr.pem").toString();
        KeyFile.write(key, device.operational());
        Commands.run("openssl", "req", "-new", "-sha512", "-subj", "/CN=any", "-key", key.toString(), "-out", request);

        // When
        var answer = curl("simpleenroll", "-H", "Authorization: Bearer " + token(), "--data-binary", "@" + request);
        var base64 = Files.writeString(directory.resolve("answer"), answer).toString();
        var der = directory.resolve("answer.der").toString();
        Commands.run("openssl", "base64", "-d", "-in", base64, "-out", der);

        // Then
        assertThat(Commands.run("openssl", "pkcs7", "-inform", "DER", "-in", der, "-print_certs"))
                .contains(device.deviceId().commonName());
    }

    /** With one tenant there is nothing to name; with a token there is nothing to guess. */
    @Test
    void aHostIsEnoughForTheAuthorities() {
        var named = curl("default/cacerts");

        assertThat(curl("cacerts")).isEqualTo(named);
        assertThat(curl("cacerts", "-o", "/dev/null", "-w", "%{http_code}", "-H", "Authorization: Bearer guess"))
                .isEqualTo("401");
    }

    private String curl(String operation, String... options) {
        var command = new ArrayList<>(List.of(
                "curl",
                "-sS",
                "--cacert",
                sandbox.serverAuthority().toString(),
                "-H",
                "Content-Type: application/pkcs10",
                sandbox.address("gateway") + "/.well-known/est/" + operation));
        command.addAll(List.of(options));
        return Commands.run(command.toArray(String[]::new));
    }

    private JsseESTServiceBuilder client(String label) throws IOException {
        var gateway = sandbox.address("gateway");
        var authorities = Certificates.parse(Files.readString(sandbox.serverAuthority()));
        var trust = (X509TrustManager) Certificates.trustIn(authorities).getTrustManagers()[0];
        var builder = new JsseESTServiceBuilder(gateway.getHost() + ":" + gateway.getPort(), trust);
        if (!label.isEmpty()) {
            builder.withLabel(label);
        }
        return builder;
    }

    private static HttpAuth basic(String password) throws Exception {
        return new JcaHttpAuthBuilder("any", password.toCharArray()).build();
    }

    private static X509CertificateHolder issued(EnrollmentResponse answer) {
        return ESTService.storeToArray(answer.getStore())[0];
    }

    private static X509Certificate x509(X509CertificateHolder certificate) throws CertificateException {
        return new JcaX509CertificateConverter().getCertificate(certificate);
    }

    /** What the device attested for, to be given to somebody else's client. */
    private String token() throws Exception {
        new Operator(sandbox).welcome(Fleet.ids(List.of(device)));
        var authorities = Certificates.parse(Files.readString(sandbox.serverAuthority()));
        return Fleet.attest(new Gateway(sandbox.address("gateway"), authorities), device)
                .token();
    }
}

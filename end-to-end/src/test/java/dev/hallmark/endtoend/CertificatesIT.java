package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.onboarding.Arrival;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and CRLs, judged by implementations that are not ours. */
class CertificatesIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);

    @TempDir
    Path directory;

    @Test
    void opensslAcceptsACertificateAndRefusesItOnceRevoked() throws Exception {
        // Given
        var arrival = Fleet.of(sandbox).welcomeAndOnboard(DeviceKeys.generate());
        fetchAuthorities();
        Files.writeString(directory.resolve("device.pem"), arrival.certificate().pem());

        // When
        var accepted = Commands.tryRun(verify());
        operator.revoke(arrival.deviceId().hex(), "lost");

        // Then
        assertThat(accepted.status()).as(accepted.output()).isZero();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            fetchAuthorities();
            assertThat(Commands.tryRun(verify()).output()).contains("certificate revoked");
        });
    }

    @Test
    @EnabledIf("hasCerttool")
    void gnutlsAcceptsACertificate() throws Exception {
        var arrival = Fleet.of(sandbox).welcomeAndOnboard(DeviceKeys.generate());
        fetchAuthorities();

        var verified = Commands.tryRun(new ProcessBuilder(
                "certtool",
                "--verify",
                "--load-ca-certificate=" + file("root.pem"),
                "--load-crl=" + file("crls.pem"),
                "--infile=" + chain(arrival)));

        assertThat(verified.status()).as(verified.output()).isZero();
    }

    static boolean hasCerttool() {
        return Commands.tryRun(new ProcessBuilder("bash", "-c", "command -v certtool"))
                        .status()
                == 0;
    }

    @Test
    void theShardThatACertificateNamesIsACrlThatOpensslTakes() throws Exception {
        // Given
        var arrival = Fleet.of(sandbox).welcomeAndOnboard(DeviceKeys.generate());
        fetchAuthorities();
        Files.writeString(directory.resolve("device.pem"), arrival.certificate().pem());
        var text = Commands.run("openssl", "x509", "-noout", "-text", "-in", file("device.pem"));
        var uri = text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("URI:") && line.endsWith(".crl"))
                .findFirst()
                .orElseThrow()
                .substring("URI:".length());

        // When
        var shard = directory.resolve("shard.crl");
        Files.write(shard, get(uri));
        Commands.run("openssl", "crl", "-inform", "DER", "-in", shard.toString(), "-out", file("shard.pem"));
        var verified = Commands.tryRun(new ProcessBuilder(
                "openssl",
                "verify",
                "-x509_strict",
                "-purpose",
                "sslclient",
                "-crl_check",
                "-CAfile",
                file("root.pem"),
                "-untrusted",
                file("issuing.pem"),
                "-CRLfile",
                file("shard.pem"),
                file("device.pem")));

        // Then
        assertThat(verified.status()).as(verified.output()).isZero();
        assertThat(text)
                .contains("Digital Signature", "TLS Web Client Authentication", "1.3.6.1.5.5.7.8.4")
                .contains("CN = " + arrival.deviceId().commonName())
                .contains("CA Issuers - URI:");
    }

    private ProcessBuilder verify() {
        return new ProcessBuilder(
                "openssl",
                "verify",
                "-x509_strict",
                "-purpose",
                "sslclient",
                "-crl_check_all",
                "-CAfile",
                file("root.pem"),
                "-untrusted",
                file("issuing.pem"),
                "-CRLfile",
                file("crls.pem"),
                file("device.pem"));
    }

    /** Writes root.pem, issuing.pem and crls.pem of the tenant from the public PKI, as a relying party would. */
    private void fetchAuthorities() throws Exception {
        var issuers = new ObjectMapper().readTree(get(sandbox.address("pki") + "/pki/v1/issuers"));
        var crls = new StringBuilder();
        for (var issuer : issuers.path("issuers")) {
            if (!issuer.path("authority").asText().startsWith("default-")) {
                continue;
            }
            var kind = issuer.path("kind").asText();
            Files.writeString(
                    directory.resolve(kind + ".pem"),
                    pem(
                            "CERTIFICATE",
                            Base64.getDecoder()
                                    .decode(issuer.path("certificate").asText())));
            var crl = get(sandbox.address("pki") + issuer.path("crl").asText());
            crls.append(pem("X509 CRL", crl));
        }
        Files.writeString(directory.resolve("crls.pem"), crls);
    }

    private Path chain(Arrival arrival) throws Exception {
        var chain = directory.resolve("chain.pem");
        var leaf = arrival.certificate().leaf().getEncoded();
        return Files.writeString(
                chain,
                pem("CERTIFICATE", leaf)
                        + Files.readString(directory.resolve("issuing.pem"))
                        + Files.readString(directory.resolve("root.pem")));
    }

    private static byte[] get(String url) throws Exception {
        var response =
                HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).as(url).isEqualTo(200);
        return response.body();
    }

    private static String pem(String type, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type);
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }
}

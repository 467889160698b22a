package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.client.policy.AttestationTerms;
import dev.hallmark.device.gateway.Gateway;
import dev.hallmark.device.identity.Certificates;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.KeyFile;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Documentation;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.OtherGateway;
import dev.hallmark.endtoend.system.PolicyTerms;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices whose TLS knows nothing newer than 1.2, at a gateway that is set to serve them. */
class Tls12DevicesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String EST = "/.well-known/est/default/";
    private static final Pattern DEVICE_ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ANSWER =
            Pattern.compile("(?is)HTTP/1\\.1 200 .*?\r\ncontent-length: ([0-9]+).*?\r\n\r\n");

    /** Without what a tool says beside it. */
    private static final Pattern PEM = Pattern.compile("-----BEGIN .*-----END [A-Z ]+-----\n", Pattern.DOTALL);

    private static final Sandbox SANDBOX = Sandbox.running();
    private static OtherGateway gateway;

    private final DeviceKeys device = DeviceKeys.generate();

    @TempDir
    private Path directory;

    @BeforeAll
    static void allowTls12() throws IOException {
        gateway = OtherGateway.start(SANDBOX, Map.of("hallmark.gateway.tls.minimum-version", "1.2"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** An implementation of TLS and of certification requests, by its commands; HOST, PORT and SHOWN are filled in. */
    private enum Library {
        OPENSSL(
                "Protocol  : TLSv1.2",
                "openssl req -new -subj /CN=any -key key.pem",
                "openssl s_client -tls1_2 -connect HOST:PORT -CAfile ca.pem -verify_return_error SHOWN",
                "-cert certificate.pem -key key.pem"),
        GNUTLS(
                "(TLS1.2",
                "certtool --generate-request --no-text --template template --load-privkey key.pem",
                "gnutls-cli --priority NORMAL:-VERS-ALL:+VERS-TLS1.2 --port PORT --x509cafile ca.pem SHOWN HOST",
                "--x509certfile certificate.pem --x509keyfile key.pem"),
        MBEDTLS(
                "TLSv1.2 with",
                "./mbedtls_client request key.pem",
                "./mbedtls_client connect HOST PORT ca.pem SHOWN",
                "certificate.pem key.pem");

        private final String version;
        private final String request;
        private final String connection;
        private final String certificate;

        /**
         * @param version what it prints of a connection of TLS 1.2
         * @param request prints a certification request
         * @param connection between its input and its output
         * @param certificate how it is made to show one
         */
        Library(String version, String request, String connection, String certificate) {
            this.version = version;
            this.request = request;
            this.connection = connection;
            this.certificate = certificate;
        }
    }

    @ParameterizedTest
    @EnumSource
    void enrolsAndEnrolsAgain(Library library) throws Exception {
        // Given
        prepare(library);
        var printed = PEM.matcher(Commands.run(command(library.request)));
        assertThat(printed.find()).isTrue();
        var request = printed.group();

        // When
        var authorities = ask(library, "", get("cacerts"));
        var token = "Authorization: Bearer " + token() + "\r\n";
        var enrolled = ask(library, "", post("simpleenroll", token, request));
        Files.writeString(directory.resolve("certificate.pem"), pem(enrolled.getFirst()));
        var again = ask(library, library.certificate, post("simplereenroll", "", request));

        // Then
        assertThat(authorities)
                .extracting(authority -> authority.getSubjectX500Principal().getName())
                .containsExactlyInAnyOrder("CN=default-root-1,O=default", "CN=default-issuing-1,O=default");
        assertThat(enrolled.getFirst().getSubjectX500Principal().getName())
                .isEqualTo("CN=" + device.deviceId().commonName() + ",O=default");
        assertThat(again.getFirst()).isEqualTo(enrolled.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void theDeviceInCOnboardsAsTheDocumentationPrintsIt(String newest) throws Exception {
        // Given
        var documentation = new Documentation(SANDBOX);
        var commands = documentation.commands("docs/devices.md");
        var made = Commands.run(documentation.shell(directory, commands.getFirst()));
        var id = DEVICE_ID.matcher(made).results().findFirst().orElseThrow().group();
        new Operator(SANDBOX).welcome(List.of(id));
        var printed = commands.stream()
                .filter(block -> block.contains("onboard.c"))
                .findFirst()
                .orElseThrow()
                .replace(
                        SANDBOX.address("gateway").getAuthority(),
                        gateway.address().getAuthority());

        // When
        var output = Commands.run(documentation.shell(directory, printed.replace("TLS=1.2", "TLS=" + newest)));

        // Then
        assertThat(output).contains("device " + id + " over TLSv" + newest, "onboarded to mosquitto");
        var certificate = Certificates.parse(Files.readString(directory.resolve("certificate.pem")));
        assertThat(certificate.getFirst().getSubjectX500Principal().getName())
                .isEqualTo("CN=dev-" + id.substring(0, 32) + ",O=default");
        assertThat(KeyFile.read(directory.resolve("key.pem")).subjectPublicKey())
                .isEqualTo(certificate.getFirst().getPublicKey().getEncoded());
        assertThat(Certificates.parse(Files.readString(directory.resolve("broker-ca.pem"))))
                .isNotEmpty();
        assertThat(directory.resolve("connection.json")).content().contains("\"target\":\"mosquitto\"");
    }

    @Test
    void aPolicyCanRequireNewerTls() throws Exception {
        // Given
        prepare(Library.OPENSSL);
        var operator = new Operator(SANDBOX);
        var policy = operator.createPolicy(
                "tls-" + UUID.randomUUID(),
                PolicyTerms.ANY.withAttestation(AttestationTerms.ANY.withMinimumTls("1.3")));
        operator.welcome(Fleet.ids(List.of(device)), operator.batchUnderNew(policy));
        var key = Base64.getEncoder().encodeToString(device.identity().subjectPublicKey());
        var body = "{\"purpose\":\"onboard\",\"publicKey\":\"" + key + "\"}";
        var request = "POST /attestation/v1/challenges HTTP/1.1\r\n" + common()
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;

        // When: asked again until its registration has arrived
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(exchange(command(connection(Library.OPENSSL, "")), request))
                    .contains("HTTP/1.1 404 ");

            // Then
            assertThat(operator.timeline(device.deviceId().hex()))
                    .anySatisfy(entry -> assertThat(entry.reason()).contains("policy-tls"));
        });
    }

    private void prepare(Library library) throws IOException {
        KeyFile.write(directory.resolve("key.pem"), device.operational());
        Files.copy(SANDBOX.serverAuthority(), directory.resolve("ca.pem"));
        Files.writeString(directory.resolve("template"), "cn = any\n");
        if (library == Library.MBEDTLS) {
            var source = Path.of("src/test/c/mbedtls_client.c").toAbsolutePath();
            Commands.run(
                    command("cc -Wall -Werror -o mbedtls_client " + source + " -lmbedtls -lmbedx509 -lmbedcrypto"));
        }
    }

    /** What a device of ours attested for; its own TLS is newer. */
    private String token() throws Exception {
        new Operator(SANDBOX).welcome(Fleet.ids(List.of(device)));
        var authorities = Certificates.parse(Files.readString(SANDBOX.serverAuthority()));
        return Fleet.attest(new Gateway(gateway.address(), authorities), device).token();
    }

    private static String get(String operation) {
        return "GET " + EST + operation + " HTTP/1.1\r\n" + common() + "\r\n";
    }

    private static String post(String operation, String header, String request) {
        return "POST " + EST + operation + " HTTP/1.1\r\n" + common() + header
                + "Content-Type: application/pkcs10\r\nContent-Length: " + request.length() + "\r\n\r\n" + request;
    }

    private static String common() {
        return "Host: " + gateway.address().getAuthority() + "\r\nConnection: close\r\n";
    }

    /** Sends a request over a connection of its own; the certificates that it is answered with. */
    private List<X509Certificate> ask(Library library, String shown, String request) throws Exception {
        var output = exchange(command(connection(library, shown)), request);
        assertThat(output).contains(library.version);
        var answer = ANSWER.matcher(output);
        assertThat(answer.find()).as(output).isTrue();
        var body = output.substring(answer.end(), answer.end() + Integer.parseInt(answer.group(1)));
        return certificates(Base64.getMimeDecoder().decode(body));
    }

    private static String connection(Library library, String shown) {
        return library.connection
                .replace("HOST", gateway.address().getHost())
                .replace("PORT", Integer.toString(gateway.address().getPort()))
                .replace("SHOWN", shown);
    }

    /** The input stays open until the gateway has closed the connection: gnutls-cli does not wait for an answer after it. */
    private static String exchange(ProcessBuilder client, String request) throws IOException, InterruptedException {
        var process = client.redirectErrorStream(true).start();
        try (var input = process.getOutputStream()) {
            input.write(request.getBytes(StandardCharsets.US_ASCII));
            input.flush();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            var unused = process.waitFor();
        }
    }

    private ProcessBuilder command(String line) {
        return new ProcessBuilder(line.strip().split(" +")).directory(directory.toFile());
    }

    /** RFC 8951 §3: PKCS#7 with nothing but certificates in it, the device's own first. */
    private static List<X509Certificate> certificates(byte[] pkcs7) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pkcs7)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static String pem(X509Certificate certificate) throws CertificateException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}

package dev.hallmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.testkit.FakeService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

    private static final Instant LATER = Terminal.NOW.plus(Duration.ofHours(1));

    @TempDir
    private Path home;

    @AutoClose
    private final FakeService provider = new FakeService();

    private final Terminal terminal = new Terminal();

    @BeforeEach
    void keepSettings() {
        terminal.with("XDG_CONFIG_HOME", home.toString());
    }

    @Test
    void aTokenIsKeptWhereOnlyItsOwnerReadsItAndIsNeverPrinted() throws IOException {
        var token = token("ann", LATER);

        assertThat(terminal.piping(token).run("login", "--server", "https://hallmark.example.com", "--token", "-"))
                .isZero();
        assertThat(terminal.out())
                .contains("https://hallmark.example.com", "ann in tenant default")
                .doesNotContain(token);

        assertThat(terminal.run("whoami")).isZero();
        assertThat(terminal.out())
                .contains("ann", "viewer", "https://hallmark.example.com")
                .doesNotContain(token);
        var file = home.resolve("hallmark/context.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void afterLogoutNobodyIsLoggedIn() {
        terminal.piping(token("ann", LATER)).run("login", "--token", "-");

        assertThat(terminal.run("logout")).isZero();

        assertThat(home.resolve("hallmark/context.json")).doesNotExist();
        assertThat(terminal.run("whoami")).isEqualTo(ExitCode.NOT_PERMITTED.number());
        assertThat(terminal.err()).contains("not logged in", "hallmark-cli login");
        assertThat(terminal.run("logout")).isZero();
    }

    @Test
    void anExpiredTokenIsNotSent() {
        terminal.piping(token("ann", Terminal.NOW.plusSeconds(10))).run("login", "--token", "-");

        assertThat(terminal.run("whoami")).isEqualTo(ExitCode.NOT_PERMITTED.number());

        assertThat(terminal.err()).contains("the token has expired", "hallmark-cli login");
    }

    @Test
    void variablesTakeThePlaceOfALogin() {
        terminal.with("HALLMARK_SERVER", "https://ci.example.com").with("HALLMARK_TOKEN", token("ci", LATER));

        assertThat(terminal.run("whoami", "-o", "json")).isZero();

        assertThat(terminal.out()).contains("\"subject\" : \"ci\"", "https://ci.example.com", "2026-11-28T13:00:00Z");
    }

    @Test
    void aSandboxThatRunsIsLoggedInToByTheTokensOfItsCheckout() throws IOException {
        // Given
        var sandbox = Files.createDirectories(home.resolve("sandbox"));
        Files.writeString(sandbox.resolve("addresses.json"), "{\"registry\":\"http://localhost:1234\"}");
        var checkout = Files.createDirectories(home.resolve("checkout"));
        var script = Files.writeString(
                checkout.resolve("hallmark"),
                """
                #!/bin/sh
                echo "$HALLMARK_HOME $*" >>"$(dirname "$0")/asked"
                echo %s
                """
                        .formatted(token("sandbox", LATER)));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        terminal.with("HALLMARK_HOME", sandbox.toString()).with("HALLMARK_CHECKOUT", checkout.toString());

        // When
        assertThat(terminal.run("login", "--role", "viewer")).isZero();

        // Then
        assertThat(terminal.out()).contains("the sandbox in " + sandbox);
        assertThat(Files.readString(checkout.resolve("asked"))).isEqualTo(sandbox + " token --role viewer\n");
        assertThat(terminal.run("whoami")).isZero();
        assertThat(terminal.out()).contains("http://localhost:1234");
        assertThat(Files.readAllLines(checkout.resolve("asked"))).hasSize(1);

        // When
        Files.delete(sandbox.resolve("addresses.json"));

        // Then
        assertThat(terminal.run("whoami")).isEqualTo(ExitCode.UNAVAILABLE.number());
        assertThat(terminal.err()).contains("./hallmark up");
    }

    @Test
    void aProgramLogsInWithItsClientSecretAndGetsTheNextTokenByItself() throws IOException {
        // Given
        var secret = Files.writeString(home.resolve("secret"), "p:w d\n");
        discovery().answers(200, grant("first", 20));

        // When
        var status = terminal.run(
                "login", "--issuer", issuer(), "--client-id", "ci", "--client-secret-file", secret.toString());

        // Then
        assertThat(status).isZero();
        assertThat(provider.request().line()).isEqualTo("POST /token");
        assertThat(provider.request().body()).isEqualTo("grant_type=client_credentials");
        assertThat(provider.request().header("Authorization"))
                .isEqualTo(
                        "Basic " + Base64.getEncoder().encodeToString("ci:p%3Aw+d".getBytes(StandardCharsets.UTF_8)));
        assertThat(Files.readString(home.resolve("hallmark/context.json"))).doesNotContain("p:w");

        // When
        discovery().answers(200, grant("second", 3600));

        // Then
        assertThat(terminal.run("whoami")).isZero();
        assertThat(terminal.out()).contains("second");
        assertThat(terminal.run("whoami")).isZero();
        assertThat(provider.requests()).hasSize(4);
    }

    @Test
    void aPersonAuthorizesTheCommandLineInABrowser() {
        // Given
        var pending = "{\"error\":\"authorization_pending\"}";
        discovery()
                .answers(
                        200,
                        """
                        {"device_code":"d/1","user_code":"WDJB-MJHT","verification_uri":"https://login.example.com/device",
                         "expires_in":1800,"interval":0}
                        """);
        discovery()
                .answers(400, pending)
                .answers(
                        200,
                        "{\"access_token\":\"%s\",\"expires_in\":20,\"refresh_token\":\"r1\"}"
                                .formatted(token("ann", LATER)));

        // When
        assertThat(terminal.run("login", "--issuer", issuer(), "--client-id", "hallmark-cli"))
                .isZero();

        // Then
        assertThat(terminal.err()).contains("https://login.example.com/device", "WDJB-MJHT");
        assertThat(provider.request().body())
                .isEqualTo("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"
                        + "&client_id=hallmark-cli&device_code=d%2F1");

        // When
        discovery().answers(200, grant("ann again", 3600));

        // Then
        assertThat(terminal.run("whoami")).isZero();
        assertThat(terminal.out()).contains("ann again");
        assertThat(provider.request().body())
                .contains("grant_type=refresh_token", "refresh_token=r1", "client_id=hallmark-cli");
    }

    @Test
    void aLoginThatAPersonDeniesFails() {
        discovery().answers(200, "{\"device_code\":\"d\",\"user_code\":\"u\",\"interval\":0}");
        discovery().answers(400, "{\"error\":\"access_denied\"}");

        assertThat(terminal.run("login", "--issuer", issuer(), "--client-id", "hallmark-cli"))
                .isEqualTo(ExitCode.NOT_PERMITTED.number());

        assertThat(terminal.err()).contains("refused the login: access_denied");
        assertThat(home.resolve("hallmark/context.json")).doesNotExist();
    }

    @Test
    void aProviderWithoutThisLoginIsNamed() {
        provider.answers(200, "{}");

        assertThat(terminal.run("login", "--issuer", issuer(), "--client-id", "hallmark-cli"))
                .isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err()).contains("names no device_authorization_endpoint");
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example.com, https://login.example.com/token, is of the issuer 'https://login.example.com'",
        "$issuer, http://login.example.com/token, http://login.example.com/token is not protected",
    })
    void aDiscoveryDocumentOfSomebodyElseGetsNoSecret(String issuer, String endpoint, String fault) throws IOException {
        var secret = Files.writeString(home.resolve("secret"), "s");
        provider.answers(
                200,
                "{\"issuer\":\"%s\",\"token_endpoint\":\"%s\"}"
                        .formatted(issuer.replace("$issuer", issuer()), endpoint));

        assertThat(terminal.run(
                        "login", "--issuer", issuer(), "--client-id", "ci", "--client-secret-file", secret.toString()))
                .isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err()).contains(fault);
        assertThat(provider.requests()).hasSize(1);
    }

    @Test
    void anIssuerWithoutTlsIsOnThisMachineOnly() {
        assertThat(terminal.run("login", "--issuer", "http://login.example.com", "--client-id", "hallmark-cli"))
                .isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err()).contains("http://login.example.com is not protected");
    }

    @Test
    void aTokenIsNotAnArgument() {
        assertThat(terminal.run("login", "--token", token("ann", LATER))).isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err()).contains("--token takes only -").doesNotContain("e30.");
        assertThat(home.resolve("hallmark/context.json")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\nb", "a\u00e4", "a,b", "="})
    void whatIsNoTokenIsSentNowhere(String token) {
        terminal.with("HALLMARK_SERVER", provider.address().toString()).with("HALLMARK_TOKEN", token);

        assertThat(terminal.run("devices", "list")).isEqualTo(ExitCode.USAGE.number());

        assertThat(terminal.err())
                .contains("HALLMARK_TOKEN holds no bearer token")
                .doesNotContain("Exception");
        assertThat(provider.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:8080", "ftp://a", "https://", "https://ann:pw@a", "https://a?b", "a b", "https://a b"
            })
    void whatIsNoServerIsNamed(String server) {
        assertThat(terminal.piping(token("ann", LATER)).run("login", "--server", server, "--token", "-"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(terminal.err()).contains("--server is no server's address: '" + server + "'");

        terminal.with("HALLMARK_SERVER", server).with("HALLMARK_TOKEN", token("ann", LATER));
        assertThat(terminal.run("devices", "list")).isEqualTo(ExitCode.USAGE.number());
        assertThat(terminal.err())
                .contains("HALLMARK_SERVER is no server's address")
                .doesNotContain("Exception");
    }

    @Test
    void theTokenOfALoginGoesToNoOtherServer() {
        terminal.piping(token("ann", LATER)).run("login", "--server", "https://hallmark.example.com", "--token", "-");

        terminal.with("HALLMARK_SERVER", provider.address().toString());
        assertThat(terminal.run("devices", "list")).isEqualTo(ExitCode.USAGE.number());
        assertThat(terminal.err()).contains("the last login was for another server", "HALLMARK_TOKEN");
        assertThat(provider.requests()).isEmpty();

        terminal.with("HALLMARK_SERVER", "https://hallmark.example.com/");
        assertThat(terminal.run("whoami")).isZero();
    }

    @Test
    void eachRequestOfALongCommandHasATokenThatIsValidThen() throws IOException {
        // Given: tokens that end before the next request
        var secret = Files.writeString(home.resolve("secret"), "s");
        discovery().answers(200, grant("first", 20));
        discovery().answers(200, grant("second", 20));
        discovery().answers(200, grant("third", 20));
        try (var service = new FakeService()) {
            terminal.run(
                    "login",
                    "--server",
                    service.address().toString(),
                    "--issuer",
                    issuer(),
                    "--client-id",
                    "ci",
                    "--client-secret-file",
                    secret.toString());
            service.answers(200, "{\"state\":\"enrolled\"}").answers(200, "{\"state\":\"onboarded\"}");

            // When
            var status = terminal.run("devices", "show", "dev", "--wait", "onboarded");

            // Then
            assertThat(status).isZero();
            assertThat(service.requests())
                    .map(request -> request.header("Authorization"))
                    .containsExactly("Bearer " + token("second", LATER), "Bearer " + token("third", LATER));
        }
    }

    @Test
    void commandsThatRunAtOnceRenewATokenOnce() throws Exception {
        // Given
        var secret = Files.writeString(home.resolve("secret"), "s");
        discovery().answers(200, grant("first", 20));
        terminal.run("login", "--issuer", issuer(), "--client-id", "ci", "--client-secret-file", secret.toString());
        discovery().answers(200, grant("second", 3600));

        // When
        try (var commands = Executors.newFixedThreadPool(8)) {
            Callable<Integer> whoami = () ->
                    new Terminal().with("XDG_CONFIG_HOME", home.toString()).run("whoami");
            var ends = commands.invokeAll(Collections.nCopies(8, whoami));

            // Then
            for (var end : ends) {
                assertThat(end.get()).isZero();
            }
        }
        assertThat(provider.requests()).hasSize(4);
    }

    private FakeService discovery() {
        var address = provider.address();
        return provider.answers(
                200,
                "{\"issuer\":\"%s\",\"token_endpoint\":\"%stoken\",\"device_authorization_endpoint\":\"%sdevice\"}"
                        .formatted(address, address, address));
    }

    private String issuer() {
        return provider.address().toString();
    }

    private static String grant(String subject, int seconds) {
        return "{\"access_token\":\"%s\",\"expires_in\":%d}".formatted(token(subject, LATER), seconds);
    }

    private static String token(String subject, Instant expiry) {
        var claims = "{\"sub\":\"%s\",\"tenant\":\"default\",\"groups\":[\"viewer\"],\"iss\":\"test\",\"exp\":%d}"
                .formatted(subject, expiry.getEpochSecond());
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }
}

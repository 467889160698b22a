package dev.hallmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.testkit.FakeService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateCommandsTest {

    @TempDir
    private Path home;

    @AutoClose
    private final FakeService service = new FakeService();

    private final Terminal terminal = new Terminal().at(service);

    private static final String CERTIFICATE =
            """
            {"serial":"1f","device":"aa","commonName":"dev-aa","state":"active","generation":1,"profile":"default",
             "notBefore":"2026-11-28T10:00:00Z","notAfter":"2027-11-28T10:00:00Z","certificate":"%s"}
            """
                    .formatted("QUJD".repeat(20));

    @Test
    void certificatesOfADeviceAreListedByItsCommonName() {
        service.answers(200, "{\"deviceId\":\"aa\",\"commonName\":\"dev-aa\"}")
                .answers(200, "{\"items\":[%s]}".formatted(CERTIFICATE));

        assertThat(terminal.run("certificates", "list", "--device", "dev-aa", "--state", "active"))
                .isZero();

        assertThat(service.request().line()).isEqualTo("GET /api/ca/v1/certificates?device=aa&state=active&limit=100");
        assertThat(terminal.out()).containsPattern("1f +dev-aa +active +default");
    }

    @Test
    void aCertificateIsPrintedAsPem() {
        service.answers(200, CERTIFICATE);

        assertThat(terminal.run("certificates", "show", "1f", "-o", "pem")).isZero();

        assertThat(terminal.out())
                .isEqualTo("-----BEGIN CERTIFICATE-----\n" + "QUJD".repeat(16) + "\n" + "QUJD".repeat(4)
                        + "\n-----END CERTIFICATE-----\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "yaml", "name"})
    void aCertificateIsPrintedLikeEverythingElse(String format) {
        service.answers(200, CERTIFICATE);

        assertThat(terminal.run("certificates", "show", "1f", "-o", format)).isZero();

        assertThat(terminal.out()).contains("1f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "release", "revoke"})
    void aCertificateIsChangedAfterAQuestionThatNamesItsDevice(String command) {
        service.answers(200, CERTIFICATE).answers(200, CERTIFICATE);

        assertThat(terminal.typing("yes\n").run("certificates", command, "1f", "--reason", "superseded"))
                .isZero();

        assertThat(terminal.err()).contains("Certificate 1f of device dev-aa (active).");
        assertThat(service.request().line()).isEqualTo("POST /api/ca/v1/certificates/1f/" + command);
        assertThat(service.request().body()).isEqualTo("{\"reason\":\"superseded\"}");
    }

    @Test
    void authoritiesAndProfilesAreListed() {
        service.answers(200, "{\"items\":[{\"id\":\"default-root-1\",\"kind\":\"root\",\"subject\":\"CN=root\"}]}")
                .answers(200, "{\"items\":[{\"name\":\"brief\",\"validity\":\"PT5M\",\"shortLived\":true}]}");

        assertThat(terminal.run("authorities", "list")).isZero();
        assertThat(terminal.out()).contains("default-root-1  root  CN=root");
        assertThat(terminal.run("profiles", "list")).isZero();
        assertThat(terminal.out()).containsPattern("brief +PT5M +true");
    }

    @Test
    void factoryKeysAreAddedListedAndRevoked() throws IOException {
        var key = "{\"kid\":\"k1\",\"name\":\"line 1\",\"algorithm\":\"ES256\",\"createdAt\":\"2026-11-28T10:00:00Z\"}";
        var pem = Files.writeString(home.resolve("key.pem"), "-----BEGIN PUBLIC KEY-----");
        service.answers(201, key)
                .answers(200, "{\"items\":[%s]}".formatted(key))
                .answers(200, key);

        assertThat(terminal.run("factory-keys", "add", "line 1", pem.toString()))
                .isZero();
        assertThat(service.request().body()).contains("-----BEGIN PUBLIC KEY-----");
        assertThat(terminal.run("factory-keys", "list")).isZero();
        assertThat(terminal.out()).containsPattern("k1 +line 1 +ES256");
        assertThat(terminal.run("factory-keys", "revoke", "k1", "--reason", "lost", "-y"))
                .isZero();
        assertThat(service.request().line()).isEqualTo("POST /api/registry/v1/factory-keys/k1/revoke");
    }

    @ParameterizedTest
    @CsvSource({"bash", "zsh"})
    void aShellIsGivenItsCompletions(String shell) {
        assertThat(terminal.run("completion", shell)).isZero();

        assertThat(terminal.out()).contains("complete", "hallmark-cli", "factory-keys", "re-enrol");
    }

    @Test
    void anUnknownSerialIsNotFound() {
        service.answers(404, "{\"detail\":\"no\"}");

        assertThat(terminal.run("certificates", "revoke", "1f", "--reason", "superseded", "-y"))
                .isEqualTo(ExitCode.NOT_FOUND.number());
    }
}

package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that gives Vault what the services need, run with a program that writes down how it is called. */
class VaultBootstrapTest {

    private static final String CONFIG = "hallmark-vault-bootstrap";

    @TempDir
    private Path directory;

    private Path calls;
    private Path mounted;

    @BeforeEach
    void makeVault() throws IOException {
        calls = directory.resolve("calls");
        mounted = directory.resolve("mounted");
        var vault = directory.resolve("vault");
        Files.writeString(
                vault,
                """
                #!/bin/sh
                [ "$1" != read ] || exec test -e "%s"
                echo "$*" >>"%s"
                """
                        .formatted(mounted, calls));
        assertThat(vault.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void anEmptyVaultGetsAllThatServicesNeed() throws IOException, InterruptedException {
        assertThat(run("kubernetes", ""))
                .containsExactly(
                        "secrets enable -path=transit transit",
                        "policy write hallmark-ca " + directory + "/ca-service.hcl",
                        "write auth/kubernetes/role/hallmark-ca bound_service_account_names=hallmark-ca-service"
                                + " bound_service_account_namespaces=devices token_policies=hallmark-ca token_ttl=1h",
                        "policy write hallmark-audit " + directory + "/audit-service.hcl",
                        "write auth/kubernetes/role/hallmark-audit bound_service_account_names=hallmark-audit-service"
                                + " bound_service_account_namespaces=devices token_policies=hallmark-audit token_ttl=1h");
    }

    @Test
    void anEngineThatIsThereIsLeftAlone() throws IOException, InterruptedException {
        Files.createFile(mounted);

        assertThat(run("kubernetes", "")).hasSize(4).noneMatch(call -> call.contains("enable"));
    }

    @Test
    void withoutKubernetesAuthenticationThereAreNoRoles() throws IOException, InterruptedException {
        assertThat(run("", "")).hasSize(3).noneMatch(call -> call.contains("auth/"));
    }

    @Test
    void rolesAreForTheAudienceThatServicesAskFor() throws IOException, InterruptedException {
        assertThat(run("kubernetes", "vault"))
                .filteredOn(call -> call.startsWith("write"))
                .hasSize(2)
                .allMatch(call -> call.endsWith(" audience=vault"));
    }

    @Test
    void policiesAreForTheMountThatServicesUse() {
        var data = Charts.render(
                        Charts.twentyLines(),
                        """
                        vaultBootstrap: {enabled: true, tokenSecret: vault}
                        global: {keys: {vault: {transitMount: keys/hallmark}}}
                        """)
                .one("ConfigMap", CONFIG)
                .path("data");

        assertThat(List.of("ca-service.hcl", "audit-service.hcl"))
                .allSatisfy(policy -> assertThat(data.path(policy).asText())
                        .contains("path \"keys/hallmark/sign/")
                        .contains("path \"auth/token/renew-self\"")
                        .doesNotContain("\"transit/"));
    }

    /** Vault's program looks for its own files at home, and its user has none in the image. */
    @Test
    void vaultsProgramHasAHomeThatIsThere() {
        var container = Charts.render(Charts.twentyLines(), "vaultBootstrap: {enabled: true, tokenSecret: vault}")
                .one("Job", CONFIG)
                .at("/spec/template/spec/containers/0");

        assertThat(Manifests.stream(container.path("env")))
                .anyMatch(variable -> variable.at("/name").asText().equals("HOME")
                        && variable.at("/value").asText().equals("/tmp"));
        assertThat(Manifests.stream(container.path("volumeMounts")))
                .anyMatch(mount -> mount.at("/mountPath").asText().equals("/tmp"));
    }

    /** How the script called Vault. */
    private List<String> run(String kubernetesMount, String audience) throws IOException, InterruptedException {
        for (var file : Charts.render(Charts.twentyLines(), "vaultBootstrap: {enabled: true, tokenSecret: vault}")
                .one("ConfigMap", CONFIG)
                .path("data")
                .properties()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue().asText());
        }
        var script = new ProcessBuilder("sh", directory.resolve("bootstrap.sh").toString());
        script.environment().put("VAULT", directory.resolve("vault").toString());
        script.environment().put("TRANSIT_MOUNT", "transit");
        script.environment().put("KUBERNETES_MOUNT", kubernetesMount);
        script.environment().put("AUDIENCE", audience);
        script.environment().put("TOKEN_TTL", "1h");
        script.environment().put("NAMESPACE", "devices");
        assertThat(script.inheritIO().start().waitFor()).isZero();
        return Files.readAllLines(calls);
    }
}

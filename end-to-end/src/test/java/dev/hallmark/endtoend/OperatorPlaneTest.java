package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no service with operators' tokens may forget; a service without them would warn of a setting it does not know. */
class OperatorPlaneTest {

    @Test
    void whoTakesOperatorsTokensTakesOnlyThoseForItsApi() throws IOException {
        assertThat(modulesWithOperatorsTokens()).hasSize(3).allSatisfy(module -> assertThat(
                        module.resolve("src/main/resources/application.properties"))
                .content()
                .contains(
                        "\nquarkus.oidc.token.audience=hallmark-api\n",
                        "\nquarkus.oidc.roles.role-claim-path=groups\n",
                        "\nquarkus.oidc.token.principal-claim=sub\n"));
    }

    private static List<Path> modulesWithOperatorsTokens() throws IOException {
        try (var modules = Files.list(Sandbox.PROJECT)) {
            return modules.filter(OperatorPlaneTest::takesOperatorsTokens).toList();
        }
    }

    private static boolean takesOperatorsTokens(Path module) {
        var pom = module.resolve("pom.xml");
        try {
            return Files.exists(pom) && Files.readString(pom).contains("<artifactId>quarkus-oidc</artifactId>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

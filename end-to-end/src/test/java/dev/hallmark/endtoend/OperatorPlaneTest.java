package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators' tokens are checked in one way: what a service sets of it for itself, it could set wrongly. */
class OperatorPlaneTest {

    private static final String PLANE = "operator-plane";

    @Test
    void thePlaneTakesOnlyTokensForTheApi() throws IOException {
        assertThat(Sandbox.PROJECT.resolve(PLANE).resolve("src/main/resources/META-INF/microprofile-config.properties"))
                .content()
                .contains(
                        "\nquarkus.oidc.token.audience=hallmark-api\n",
                        "\nquarkus.oidc.roles.role-claim-path=groups\n",
                        "\nquarkus.oidc.token.principal-claim=sub\n");
    }

    @Test
    void noServiceHasSettingsOfTokensOfItsOwn() throws IOException {
        assertThat(modules()).hasSizeGreaterThan(5).allSatisfy(module -> {
            assertThat(module.resolve("pom.xml")).content().doesNotContain("<artifactId>quarkus-oidc</artifactId>");
            assertThat(settings(module)).doesNotContain("quarkus.oidc");
        });
    }

    private static List<Path> modules() throws IOException {
        try (var modules = Files.list(Sandbox.PROJECT)) {
            return modules.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .filter(module -> !module.endsWith(PLANE))
                    .toList();
        }
    }

    private static String settings(Path module) {
        var settings = module.resolve("src/main/resources/application.properties");
        try {
            return Files.exists(settings) ? Files.readString(settings) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

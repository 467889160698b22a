package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.Sandbox;
import dev.hallmark.endtoend.system.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of services and the modules say the same. */
class ServicesTest {

    private static final String SETTINGS = "src/main/resources/application.properties";
    private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");

    static Stream<Service> services() {
        return Service.all().stream();
    }

    @Test
    void everyModuleThatIsAnApplicationIsListedAndNoOther() throws IOException {
        assertThat(Service.all())
                .extracting(Service::module)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        modules().stream().filter(ServicesTest::isApplication).toList());
    }

    @Test
    void everyModuleThatIsCalledAServiceIsListed() throws IOException {
        assertThat(modules().stream().filter(module -> module.endsWith("-service")))
                .isNotEmpty()
                .allSatisfy(module ->
                        assertThat(Service.all()).extracting(Service::module).contains(module));
    }

    @Test
    void namesAndPortsAreEachOnes() {
        assertThat(Service.all()).extracting(Service::name).doesNotHaveDuplicates();
        assertThat(services().flatMap(service -> Stream.of(service.port(), service.management())))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("services")
    void theModuleIsAsTheListSays(Service service) throws IOException {
        var module = Sandbox.PROJECT.resolve(service.module());
        var settings = settings(module);

        assertThat(module.resolve("src/main/java/dev/hallmark").resolve(service.packageName()))
                .isDirectory();
        assertThat(settings.getProperty("quarkus.application.name")).isEqualTo(service.module());
        assertThat(Files.isDirectory(module.resolve("src/main/resources/db/migration")))
                .as("has a database")
                .isEqualTo(service.hasDatabase());
        assertThat(settings.getProperty("quarkus.smallrye-openapi.info-title"))
                .isEqualTo(service.openapi() ? "Hallmark " + service.name() : null);
    }

    /** Whoever runs a service by hand finds it where the sandbox has it. */
    @ParameterizedTest
    @MethodSource("services")
    void portsAreThoseOfTheSandbox(Service service) throws IOException {
        var settings = settings(Sandbox.PROJECT.resolve(service.module()));

        assertThat(settings.getProperty("quarkus.http.port", Integer.toString(service.port())))
                .isEqualTo(Integer.toString(service.port()));
        assertThat(settings.getProperty("quarkus.management.port")).isEqualTo(Integer.toString(service.management()));
    }

    @ParameterizedTest
    @MethodSource("services")
    void theManualSaysWhereEachListens(Service service) {
        assertThat(Sandbox.PROJECT.resolve("docs/sandbox.md"))
                .content()
                .contains("| `%s` | %d | %d |".formatted(service.name(), service.port(), service.management()));
    }

    private static List<String> modules() throws IOException {
        return MODULE.matcher(Files.readString(Sandbox.PROJECT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** One that listens, and is asked how it is. */
    private static boolean isApplication(String module) {
        try {
            var directory = Sandbox.PROJECT.resolve(module);
            return Files.exists(directory.resolve(SETTINGS))
                    && settings(directory).containsKey("quarkus.management.port");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties settings(Path module) throws IOException {
        var settings = new Properties();
        try (var reader = Files.newBufferedReader(module.resolve(SETTINGS))) {
            settings.load(reader);
        }
        return settings;
    }
}

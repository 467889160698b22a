package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.component.Program;
import dev.hallmark.sandbox.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a built service is run here: small, since many run beside each other. */
final class ServiceProgram {
    /** Loaded and linked classes, recorded at the build with the same collector and object headers. */
    private static final String CACHE = "app.aot";

    private ServiceProgram() {}

    /** Runs in Quarkus' output folder, which the recorded class path is relative to. */
    static Program of(Home home, Replica replica, Path settings, Map<String, String> environment) {
        var directory = home.project().resolve(replica.service().module()).resolve("target/quarkus-app");
        return new Program(command(home, directory, settings), directory, home.log(replica.name()), environment);
    }

    /** A file of options for the just-in-time compilers. */
    private static Path compilerOptions(Home home) {
        var own = System.getenv("HALLMARK_COMPILER_OPTIONS");
        return own == null || own.isBlank() ? home.project().resolve("sandbox/compiler.options") : Path.of(own);
    }

    private static List<String> command(Home home, Path directory, Path settings) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var compiler = "@" + compilerOptions(home);
        var command = new ArrayList<>(List.of(java, "-Xms32m", "-Xmx192m", "-XX:+UseSerialGC", compiler));
        command.addAll(List.of("-XX:+UseCompactObjectHeaders", "-XX:-UsePerfData"));
        if (Files.exists(directory.resolve(CACHE))) {
            command.add("-XX:AOTCache=" + CACHE);
        }
        command.addAll(List.of("-Dquarkus.profile=sandbox", "-Dquarkus.config.locations=" + settings));
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        return command;
    }
}

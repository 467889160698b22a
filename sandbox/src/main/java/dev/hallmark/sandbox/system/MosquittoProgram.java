package dev.hallmark.sandbox.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The one program that does not come from Maven. */
final class MosquittoProgram {
    private MosquittoProgram() {}

    /** Finds it on the path or where distributions keep servers. */
    static String find() throws IOException {
        var path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new IOException(
                        "Mosquitto is not installed. Debian and Ubuntu: sudo apt-get install mosquitto. Fedora: sudo dnf"
                                + " install mosquitto. Then try again."));
    }
}

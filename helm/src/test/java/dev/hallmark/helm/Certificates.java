package dev.hallmark.helm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An authority by OpenSSL, and secrets with certificates of it as cert-manager writes them. */
final class Certificates {

    private final Path directory;

    Certificates(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2");
    }

    private void openssl(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-subj", "/CN=Trial authority", "-keyout", file("ca.key"), "-out", file("ca.crt")));
        Programs.run(command);
    }

    byte[] authority() throws IOException {
        return Files.readAllBytes(directory.resolve("ca.crt"));
    }

    /** A certificate for a name, of a server and a client, that is good for other names, too. */
    Map<String, byte[]> issue(String name, String... others) throws IOException {
        var names = Stream.concat(Stream.of(name), Stream.of(others))
                .map("DNS:"::concat)
                .collect(Collectors.joining(","));
        var command = new ArrayList<>(List.of("openssl", "req", "-x509", "-newkey", "ec"));
        command.addAll(List.of("-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"));
        command.addAll(List.of("-CA", file("ca.crt"), "-CAkey", file("ca.key"), "-subj", "/CN=" + name));
        command.addAll(List.of("-addext", "subjectAltName=" + names, "-addext", "basicConstraints=critical,CA:false"));
        command.addAll(List.of("-keyout", file(name + ".key"), "-out", file(name + ".crt")));
        Programs.run(command);
        return Map.of(
                "tls.crt", Files.readAllBytes(directory.resolve(name + ".crt")),
                "tls.key", Files.readAllBytes(directory.resolve(name + ".key")),
                "ca.crt", authority());
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

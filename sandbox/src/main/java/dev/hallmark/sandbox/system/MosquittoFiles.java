package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.OwnerOnly;
import dev.hallmark.sandbox.port.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The broker's own configuration; its trust, revocation list and access list are written by the agent. */
final class MosquittoFiles {
    private MosquittoFiles() {}

    static Path directory(Home home) {
        return home.directory().resolve("mosquitto");
    }

    static Path pidFile(Home home) {
        return directory(home).resolve("mosquitto.pid");
    }

    /** Writes {@code mosquitto.conf} and returns it. */
    static Path write(Materials materials) throws IOException {
        var home = materials.home();
        var data = home.data("mosquitto");
        Files.createDirectories(data);
        var file = home.config().resolve("mosquitto.conf");
        var text =
                """
                # Written at each start of the sandbox.
                per_listener_settings true
                pid_file %1$s
                persistence true
                persistence_location %2$s/
                log_dest stdout
                log_timestamp_format %%Y-%%m-%%dT%%H:%%M:%%S
                log_type error
                log_type warning
                log_type notice
                connection_messages false
                %3$s
                # Devices: the certificate's common name is user and client id, whatever the device asks for.
                listener %4$d 127.0.0.1
                cafile %5$s/ca.pem
                crlfile %5$s/crl.pem
                certfile %6$s
                keyfile %7$s
                require_certificate true
                use_identity_as_username true
                use_username_as_clientid true
                acl_file %5$s/acl

                # The agent, which takes over the session of a revoked device and so cuts it, and back ends.
                listener %8$d 127.0.0.1
                cafile %9$s
                certfile %6$s
                keyfile %7$s
                require_certificate true
                use_identity_as_username true
                acl_file %10$s
                """
                        .formatted(
                                pidFile(home),
                                data,
                                asRoot(),
                                materials.ports().of(Port.MQTT),
                                directory(home),
                                materials.pki("mosquitto.pem"),
                                materials.pki("mosquitto-key.pem"),
                                materials.ports().of(Port.MQTT_CONTROL),
                                materials.pki(Materials.CONTROL_AUTHORITY + ".pem"),
                                writeControlAccess(home));
        OwnerOnly.write(file, text);
        return file;
    }

    /** The agent reads and writes nothing: it only takes over sessions. */
    private static Path writeControlAccess(Home home) throws IOException {
        var file = home.config().resolve("mosquitto-control.acl");
        var text =
                """
                user backend
                topic read devices/+/up/#
                topic write devices/+/down/#
                """;
        OwnerOnly.write(file, text);
        return file;
    }

    /** Mosquitto would become another user and could not read the owner's files. */
    private static String asRoot() {
        return "root".equals(System.getProperty("user.name")) ? "user root" : "";
    }
}

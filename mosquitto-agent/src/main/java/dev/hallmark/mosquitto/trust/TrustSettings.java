package dev.hallmark.mosquitto.trust;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** The files of the broker beside this agent. */
@ConfigMapping(prefix = "hallmark.mosquitto")
interface TrustSettings {

    /** The name of this broker among others, part of the name of the agent's consumer group. */
    String name();

    /** Where {@code ca.pem}, {@code crl.pem} and {@code acl} are kept. */
    Path directory();

    /** The broker's {@code pid_file}. */
    Path pidFile();
}

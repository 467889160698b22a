package dev.hallmark.mosquitto.trust;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the broker beside this agent looks. */
@ConfigMapping(prefix = "hallmark.mosquitto")
interface TrustConfiguration {

    /** Names this broker among others: part of the name of the agent's consumer group. */
    String name();

    /** Where {@code ca.pem}, {@code crl.pem} and {@code acl} are kept. */
    Path directory();

    /** The broker's {@code pid_file}. */
    Path pidFile();
}

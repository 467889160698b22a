package dev.hallmark.policy.target;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What all Mosquitto brokers of this installation have in common. */
@ConfigMapping(prefix = "hallmark.policy.mosquitto")
interface MosquittoConfiguration {

    /** PEM certificates that verify the brokers' server certificates, for policies that bring none of their own. */
    Optional<Path> caCertificatesFile();
}

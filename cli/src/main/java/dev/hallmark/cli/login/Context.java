package dev.hallmark.cli.login;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where commands go and who they are for, until the next login.
 *
 * @param server that forwards {@code /api/<service>/...} to each service
 * @param sandbox else the home of a sandbox, whose services are where its {@code addresses.json} says
 * @param ca PEM file of the authorities that servers' certificates are checked against; else those of the Java runtime
 * @param token the latest
 */
record Context(
        Optional<URI> server,
        Optional<Path> sandbox,
        Optional<Path> ca,
        Credentials credentials,
        Optional<IssuedToken> token) {

    Context with(IssuedToken next) {
        return new Context(server, sandbox, ca, credentials, Optional.of(next));
    }
}

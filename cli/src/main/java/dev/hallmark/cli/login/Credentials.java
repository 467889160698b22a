package dev.hallmark.cli.login;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** What the next token is got with. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Credentials.Token.class, name = "token"),
    @JsonSubTypes.Type(value = Credentials.TokenCommand.class, name = "command"),
    @JsonSubTypes.Type(value = Credentials.ClientSecret.class, name = "client-secret"),
    @JsonSubTypes.Type(value = Credentials.Device.class, name = "device")
})
sealed interface Credentials {

    /** Nothing: the token is the only one. */
    record Token() implements Credentials {}

    /** A command that prints a token. */
    record TokenCommand(List<String> command) implements Credentials {
        public TokenCommand {
            command = List.copyOf(command);
        }
    }

    /** A client of an OIDC provider with a secret of its own, which stays in its file. */
    record ClientSecret(URI issuer, String clientId, Path secretFile) implements Credentials {}

    /** A person who has authorized this command line at an OIDC provider (RFC 8628). */
    record Device(URI issuer, String clientId) implements Credentials {}
}

package dev.hallmark.commons.production;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the settings that are fit for a developer's machine alone. */
final class DevelopmentSettings {

    private static final Set<String> ENCRYPTED = Set.of("SSL", "SASL_SSL");

    /** What a secret must not be, whatever its case and the digits behind it. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "changeme", "changeit", "password", "secret", "admin", "root", "postgres", "hallmark", "test", "default");

    private static final List<Pattern> SECRETS = Stream.of(
                    "quarkus\\.datasource(\\..+)?\\.password",
                    "hallmark\\.connection\\.secrets(\\[.+\\])?",
                    "hallmark\\.gateway\\.services\\..+\\.secret",
                    "hallmark\\.console\\.session\\.key",
                    "hallmark\\.console\\.oidc\\.client-secret",
                    "hallmark\\.keys\\.keystore\\.password",
                    "hallmark\\.keys\\.pkcs11\\.pin")
            .map(Pattern::compile)
            .toList();

    private final Iterable<String> names;
    private final Function<String, Optional<String>> value;
    private final ProductionSettings accepted;

    /** @param value of a setting; empty when there is none */
    DevelopmentSettings(Iterable<String> names, Function<String, Optional<String>> value, ProductionSettings accepted) {
        this.names = names;
        this.value = value;
        this.accepted = accepted;
    }

    /** The first that there is: a sentence that names it, and no secret. */
    Optional<String> find() {
        return Stream.of(keys(), users(), events(), secrets())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> keys() {
        return value.apply("hallmark.keys.provider")
                .filter(provider -> provider.equals("keystore") && !accepted.acceptKeystoreKeys())
                .map(provider -> "hallmark.keys.provider=keystore is refused in the production profile: a file does not"
                        + " protect keys well enough. Choose another hallmark.keys.provider, or set"
                        + " hallmark.production.accept-keystore-keys=true.");
    }

    private Optional<String> users() {
        return value.apply("hallmark.console.sandbox.users-file")
                .map(file -> "hallmark.console.sandbox.users-file is refused in the production profile:"
                        + " people sign in with an OIDC provider there. Leave it out.");
    }

    private Optional<String> events() {
        var protocol = value.apply("kafka.security.protocol").orElse("PLAINTEXT");
        return value.apply("kafka.bootstrap.servers")
                .filter(servers ->
                        !ENCRYPTED.contains(protocol.toUpperCase(Locale.ROOT)) && !accepted.acceptPlainKafka())
                .map(servers -> ("kafka.security.protocol=%s is refused in the production profile: SSL and SASL_SSL are"
                                + " accepted, and any with hallmark.production.accept-plain-kafka=true.")
                        .formatted(protocol));
    }

    private Optional<String> secrets() {
        for (var name : names) {
            if (SECRETS.stream().anyMatch(pattern -> pattern.matcher(name).matches())
                    && value.apply(name)
                            .filter(DevelopmentSettings::isPlaceholder)
                            .isPresent()) {
                return Optional.of(name + " is refused in the production profile: everybody knows its value."
                        + " Make one at random, such as by openssl rand -base64 32.");
            }
        }
        return Optional.empty();
    }

    private static boolean isPlaceholder(String secret) {
        var plain =
                secret.toLowerCase(Locale.ROOT).replaceAll("[0-9!._-]+$", "").replaceAll("[-_ ]", "");
        return PLACEHOLDERS.contains(plain) || secret.chars().distinct().count() <= 2;
    }
}

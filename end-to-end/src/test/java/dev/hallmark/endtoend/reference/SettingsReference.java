package dev.hallmark.endtoend.reference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of all settings, from the sources. */
final class SettingsReference {

    private static final String HEAD =
            """
            # Settings

            Every setting of Hallmark's own, generated from the sources. Give them as a Quarkus application takes them: in
            `application.properties`, as system properties, or as environment variables
            (`hallmark.challenge.lifetime` is `HALLMARK_CHALLENGE_LIFETIME`). Beside these, each service takes the settings
            of [Quarkus](https://quarkus.io/guides/all-config): `quarkus.datasource.reactive.url`, `quarkus.oidc.*`,
            `kafka.bootstrap.servers`. A required setting that is missing stops the start and is named.

            `commons`, `operator-plane`, `events` and `keys` are shared: their settings hold for each service that uses them.
            """;

    /** What the settings mean that are injected one by one. */
    private static final Map<String, String> MEANINGS = Map.of(
            "hallmark.tenants", "the tenants that are served, separated by commas",
            "hallmark.platform-tenant",
                    "who sees what belongs to no tenant, such as the faults of services; without it the only tenant does",
            "hallmark.ca.public-url", "where relying parties find `/pki`: goes into every certificate",
            "hallmark.attestation.jwks-url", "the keys that attestation results are signed with");

    private SettingsReference() {}

    static String page(Path project) throws IOException {
        var page = new StringBuilder(HEAD);
        for (var module : Sources.modules(project)) {
            var settings = settings(module);
            if (!settings.isEmpty()) {
                page.append("\n## ").append(module.getFileName()).append("\n\n");
                page.append("| setting | type | default | |\n|---|---|---|---|\n");
                settings.forEach(setting -> page.append(row(setting)));
            }
        }
        return page.toString();
    }

    private static List<Setting> settings(Path module) throws IOException {
        var source = SettingsSource.of(module);
        var settings = new ArrayList<>(source.mapped());
        source.properties()
                .forEach((property, type) -> settings.add(new Setting(
                        property + type.suffix(),
                        type.element(),
                        type.optional() ? "" : "required",
                        meaning(property))));
        settings.sort(Comparator.comparing(Setting::property));
        return settings;
    }

    private static String meaning(String property) {
        return Optional.ofNullable(MEANINGS.get(property))
                .orElseThrow(() -> new IllegalStateException("say here what " + property + " means"));
    }

    private static String row(Setting setting) {
        var fallback = setting.fallback().isEmpty() || setting.fallback().equals("required")
                ? setting.fallback()
                : "`" + setting.fallback() + "`";
        return "| `%s` | %s | %s | %s |\n".formatted(setting.property(), setting.type(), fallback, setting.meaning());
    }
}

package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.services.Service;
import dev.hallmark.sandbox.services.Service.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** What a service needs to use the key ring of its sandbox. */
final class KeyRingSettings {

    private final Materials materials;

    KeyRingSettings(Materials materials) {
        this.materials = materials;
    }

    Map<String, String> of(Service service) throws IOException {
        return switch (materials.keys()) {
            case KEYSTORE -> keystore(service);
            case PKCS11 -> pkcs11();
            case VAULT ->
                Map.of(
                        "hallmark.keys.provider", "vault",
                        "quarkus.vault.url", environment("VAULT_ADDR"),
                        "quarkus.vault.authentication.client-token", environment("VAULT_TOKEN"));
        };
    }

    /** What its process needs in its environment. */
    Map<String, String> environment(Service service) {
        return service.given().contains(Given.KEYS) && materials.keys() == KeyRingKind.PKCS11
                ? SoftHsmToken.environment(materials.home())
                : Map.of();
    }

    private Map<String, String> keystore(Service service) throws IOException {
        var directory = Files.createDirectories(materials.home().data(service.name()));
        return Map.of(
                "hallmark.keys.provider", "keystore",
                "hallmark.keys.keystore.path", directory.resolve("keys.p12").toString(),
                "hallmark.keys.keystore.password", materials.secret("keystore"));
    }

    private Map<String, String> pkcs11() throws IOException {
        return Map.of(
                "hallmark.keys.provider", "pkcs11",
                "hallmark.keys.pkcs11.library", SoftHsmToken.library().toString(),
                "hallmark.keys.pkcs11.pin", materials.secret(SoftHsmToken.PIN));
    }

    private static String environment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(
                        () -> new IllegalArgumentException("--keys vault uses the Vault or OpenBao that VAULT_ADDR and"
                                + " VAULT_TOKEN name, with a Transit engine at transit/; " + name + " is not set"));
    }
}

package dev.hallmark.sandbox.system;

import dev.hallmark.embedded.SoftHsm;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.services.Service;
import dev.hallmark.sandbox.services.Service.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            case VAULT -> vault();
        };
    }

    /** What its process needs in its environment. */
    Map<String, String> environment(Service service) {
        return service.given().contains(Given.KEYS) && materials.keys() == KeyRingKind.PKCS11
                ? token().environment()
                : Map.of();
    }

    /** The keystore of a service, where there is one. */
    static Path keystore(Home home, String service) {
        return home.data(service).resolve("keys.p12");
    }

    private Map<String, String> keystore(Service service) throws IOException {
        var file = keystore(materials.home(), service.name());
        Files.createDirectories(file.getParent());
        return Map.of(
                "hallmark.keys.provider", "keystore",
                "hallmark.keys.keystore.path", file.toString(),
                "hallmark.keys.keystore.password", materials.secret("keystore"));
    }

    /** All services share one token. */
    private Map<String, String> pkcs11() throws IOException {
        var library = SoftHsm.library()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--keys pkcs11 needs SoftHSM: sudo apt-get install softhsm2, or sudo dnf install softhsm"));
        var pin = materials.secret("softhsm");
        token().make(pin, materials.secret("softhsm.officer"));
        return Map.of(
                "hallmark.keys.provider",
                "pkcs11",
                "hallmark.keys.pkcs11.library",
                library.toString(),
                "hallmark.keys.pkcs11.pin",
                pin);
    }

    private SoftHsm token() {
        return new SoftHsm(materials.home().data("softhsm"));
    }

    /** @throws IllegalArgumentException when the environment names no Vault */
    private static Map<String, String> vault() {
        return Map.of(
                "hallmark.keys.provider", "vault",
                "quarkus.vault.url", variable("VAULT_ADDR"),
                "quarkus.vault.authentication.client-token", variable("VAULT_TOKEN"));
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(
                        () -> new IllegalArgumentException("--keys vault uses the Vault or OpenBao that VAULT_ADDR and"
                                + " VAULT_TOKEN name, with a Transit engine at transit/; " + name + " is not set"));
    }
}

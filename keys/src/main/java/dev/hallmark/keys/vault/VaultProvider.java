package dev.hallmark.keys.vault;

import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingProvider;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.runtime.VaultConfigHolder;
import io.quarkus.vault.runtime.config.VaultRuntimeConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

/** Keys in the Transit engine of Vault or OpenBao. */
@ApplicationScoped
class VaultProvider implements KeyRingProvider {

    private final VaultSettings settings;
    private final VaultRuntimeConfig vault;
    private final VaultConfigHolder extension;
    private final Instance<VaultClient> client;
    private final Vertx vertx;

    VaultProvider(
            VaultSettings settings,
            VaultRuntimeConfig vault,
            VaultConfigHolder extension,
            Instance<VaultClient> client,
            Vertx vertx) {
        this.settings = settings;
        this.vault = vault;
        this.extension = extension;
        this.client = client;
        this.vertx = vertx;
    }

    @Override
    public String name() {
        return "vault";
    }

    @Override
    public KeyRing open() {
        if (vault.url().isEmpty()) {
            throw missing("quarkus.vault.url");
        }
        boolean given = vault.authentication().isDirectClientToken();
        if (!given && vault.getAuthenticationType() == null) {
            throw missing("quarkus.vault.authentication.kubernetes.role, .app-role.role-id or .client-token");
        }
        // The extension itself looks for them before it has read the files of quarkus.config.locations.
        extension.setVaultRuntimeConfig(vault);
        if (given) {
            new TokenRenewal(client.get(), vertx).begin();
        }
        return new VaultKeyRing(client.get(), vault.transitSecretEngineMountPath(), settings.batchSize());
    }
}

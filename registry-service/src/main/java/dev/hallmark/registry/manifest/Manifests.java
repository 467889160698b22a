package dev.hallmark.registry.manifest;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Verifies that a factory signed the manifest of a file, before the file is read. */
@ApplicationScoped
public class Manifests {

    public static final String HEADER = Manifest.HEADER;

    private final FactoryKeyStore keys;
    private final ManifestSettings settings;

    Manifests(FactoryKeyStore keys, ManifestSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /**
     * The manifest in a request's header, verified.
     *
     * @param header null when there was none
     * @param registers whether the file may register devices, for which a tenant can require a manifest
     */
    public Uni<Optional<SignedManifest>> verified(TenantId tenant, String header, boolean registers) {
        if (header == null) {
            return none(tenant, registers);
        }
        var manifest = Manifest.parse(header);
        return keys.find(tenant, manifest.kid())
                .map(key -> key.orElseThrow(() -> Manifest.invalid("no factory key has its kid")))
                .map(key -> Optional.of(manifest.signedBy(key)));
    }

    private Uni<Optional<SignedManifest>> none(TenantId tenant, boolean registers) {
        if (registers && isRequiredOf(tenant)) {
            throw new RegistryException(
                            Refusal.MANIFEST_REQUIRED, "Files that register devices need a signed manifest here.")
                    .with("field", HEADER);
        }
        return Uni.createFrom().item(Optional.empty());
    }

    private boolean isRequiredOf(TenantId tenant) {
        var own = settings.tenant().get(tenant.name());
        return (own == null ? settings.manifest() : own.manifest()) == ManifestSettings.Demand.REQUIRED;
    }
}

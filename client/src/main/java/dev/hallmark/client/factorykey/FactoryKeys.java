package dev.hallmark.client.factorykey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.http.Listing;
import java.io.IOException;
import java.util.Map;

/** The keys with which factories sign manifests, each by its RFC 7638 thumbprint. */
public final class FactoryKeys {

    private static final String PATH = "/api/registry/v1/factory-keys";

    private final Api api;

    public FactoryKeys(Api api) {
        this.api = api;
    }

    public Listing<FactoryKey> list() {
        return api.at(PATH).list(FactoryKey.class);
    }

    /**
     * @param name at most 100 characters
     * @param publicKey SubjectPublicKeyInfo, in PEM or base64
     */
    @CanIgnoreReturnValue
    public FactoryKey add(String name, String publicKey) throws IOException, InterruptedException {
        return api.at(PATH).post(Map.of("name", name, "publicKey", publicKey), FactoryKey.class);
    }

    /** @param reason for the audit record, at most 500 characters */
    @CanIgnoreReturnValue
    public FactoryKey revoke(String kid, String reason) throws IOException, InterruptedException {
        return api.at(PATH, kid, "revoke").post(Map.of("reason", reason), FactoryKey.class);
    }
}

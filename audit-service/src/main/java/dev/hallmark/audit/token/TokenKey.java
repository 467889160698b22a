package dev.hallmark.audit.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.audit.ServiceKeys;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SignatureEncoding;
import dev.hallmark.commons.jose.Jwks;
import dev.hallmark.commons.jose.Jwks.Jwk;
import dev.hallmark.commons.jose.UnsignedJws;
import dev.hallmark.keys.KeyId;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import dev.hallmark.operator.access.MachineToken;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The key that signs machine tokens, the same for all tenants. All its versions are published, since older ones have signed
 * tokens that are still good.
 */
@ApplicationScoped
class TokenKey {

    private static final KeyName NAME = new KeyName("machine-tokens");
    /** Anybody may read the public keys, and the key ring is not asked more often than this for them. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final KeyRing keys;
    private final ServiceKeys own;
    private final ObjectMapper json;
    private final Clock clock;
    private final AtomicReference<Published> latest = new AtomicReference<>();

    private record Version(KeyId id, Jwk jwk) {}

    private record Published(Instant until, Uni<Jwks> keys) {}

    TokenKey(KeyRing keys, ServiceKeys own, ObjectMapper json, Clock clock) {
        this.keys = keys;
        this.own = own;
        this.json = json;
        this.clock = clock;
    }

    /** A new version is among them within five seconds. */
    Uni<Jwks> published() {
        var now = clock.instant();
        return latest.updateAndGet(last -> last != null && now.isBefore(last.until)
                        ? last
                        : new Published(now.plus(KEPT), jwks().memoize().indefinitely()))
                .keys;
    }

    private Uni<Jwks> jwks() {
        return read().map(all -> new Jwks(all.stream().map(Version::jwk).toList()));
    }

    /** Signs with the newest version. */
    Uni<String> sign(MachineToken token) {
        return read().map(List::getFirst).chain(version -> {
            var unsigned = UnsignedJws.of(version.jwk().kid(), claims(token));
            return keys.sign(version.id(), unsigned.signingInput().getBytes(StandardCharsets.US_ASCII))
                    .map(SignatureEncoding::concatenated)
                    .map(unsigned::with);
        });
    }

    private Uni<List<Version>> read() {
        return own.newest(NAME).chain(newest -> Multi.createFrom()
                .range(0, newest.version())
                .map(older -> new KeyId(NAME, newest.version() - older))
                .onItem()
                .transformToUniAndConcatenate(id -> keys.publicKey(id).map(key -> new Version(id, jwk(key))))
                .collect()
                .asList());
    }

    private static Jwk jwk(PublicKey key) {
        try {
            return Jwk.of((ECPublicKey) key);
        } catch (InvalidPublicKeyException e) {
            throw new IllegalStateException("the key ring's key is not on P-256", e);
        }
    }

    private byte[] claims(MachineToken token) {
        try {
            return json.writeValueAsBytes(token);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

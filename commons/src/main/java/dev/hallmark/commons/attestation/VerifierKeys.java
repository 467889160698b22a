package dev.hallmark.commons.attestation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.http.HttpReader;
import dev.hallmark.commons.http.HttpReader.Answer;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SubjectPublicKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The public keys of the attestation-service, mirrored from its JWKS (RFC 7517 §5). A replica publishes a key before it
 * signs with it, so an unknown key id triggers another fetch; fetches are at least a second apart.
 */
@ApplicationScoped
class VerifierKeys {

    private static final Logger LOG = Logger.getLogger(VerifierKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final Vertx vertx;
    private final HttpReader http;
    private final ObjectMapper json;
    private final Clock clock;
    private final Optional<URI> url;
    private final AtomicReference<Map<String, SubjectPublicKey>> keys = new AtomicReference<>(Map.of());
    private final AtomicReference<Fetch> latest = new AtomicReference<>();

    /** One fetch of the JWKS, shared by all who wait for it. */
    private record Fetch(Instant at, Uni<Map<String, SubjectPublicKey>> found) {}

    VerifierKeys(
            Vertx vertx,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "hallmark.attestation.jwks-url") Optional<URI> url) {
        this.vertx = vertx;
        this.http = new HttpReader(vertx, TIMEOUT);
        this.json = json;
        this.clock = clock;
        this.url = url;
    }

    /** The key of this id; fails with {@link InvalidTokenException} when the attestation-service has none. */
    Uni<SubjectPublicKey> find(String keyId) {
        var known = keys.get().get(keyId);
        return known != null
                ? Uni.createFrom().item(known)
                : refresh()
                        .map(found -> found.get(keyId))
                        .onItem()
                        .ifNull()
                        .failWith(() -> new InvalidTokenException("signed by a key that is not in the JWKS"));
    }

    /** A fetch that begins after this call: one that has begun may miss a key that was published meanwhile. */
    private Uni<Map<String, SubjectPublicKey>> refresh() {
        var now = clock.instant();
        return latest.updateAndGet(last -> last == null || !now.isBefore(last.at.plus(PAUSE))
                        ? new Fetch(now, fetch().memoize().indefinitely())
                        : last.at.isAfter(now) ? last : next(last, now))
                .found;
    }

    private Fetch next(Fetch last, Instant now) {
        var at = last.at.plus(PAUSE);
        var wait = Duration.between(now, at).toMillis() + 1;
        return new Fetch(at, pause(wait).chain(this::fetch).memoize().indefinitely());
    }

    private Uni<Long> pause(long millis) {
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(millis, emitter::complete));
    }

    private Uni<Map<String, SubjectPublicKey>> fetch() {
        var target = url.orElseThrow(() -> new IllegalStateException("hallmark.attestation.jwks-url is not set"));
        return Uni.createFrom()
                .completionStage(() -> http.get(target, Optional.empty()).toCompletionStage())
                .map(this::read)
                .invoke(keys::set)
                .onFailure()
                .invoke(e -> LOG.warnf("the keys of the attestation-service cannot be read: %s", e));
    }

    private Map<String, SubjectPublicKey> read(Answer answer) {
        if (answer.status() != OK) {
            throw new UncheckedIOException(new IOException("the JWKS was answered with " + answer.status()));
        }
        var found = new HashMap<String, SubjectPublicKey>();
        try {
            for (JsonNode jwk : json.readTree(answer.body().getBytes()).path("keys")) {
                found.put(jwk.path("kid").asText(), EllipticCurveJwk.read(jwk));
            }
            return Map.copyOf(found);
        } catch (IOException e) {
            throw new UncheckedIOException("the JWKS cannot be read", e);
        } catch (InvalidPublicKeyException e) {
            throw new IllegalStateException("the JWKS has a key that cannot be read", e);
        }
    }
}

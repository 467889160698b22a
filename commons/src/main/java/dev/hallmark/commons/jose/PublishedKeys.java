package dev.hallmark.commons.jose;

import static dev.hallmark.commons.jose.CompactJws.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.http.HttpReader;
import dev.hallmark.commons.http.HttpReader.Answer;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SignatureEncoding;
import dev.hallmark.commons.identity.SubjectPublicKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
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
import org.jboss.logging.Logger;

/**
 * The public keys of one of our services, mirrored from its JWKS (RFC 7517 §5), and the tokens that they verify. A service
 * publishes a key before it signs with it, so an unknown key id triggers another fetch; fetches are at least a second apart.
 */
public final class PublishedKeys {

    private static final Logger LOG = Logger.getLogger(PublishedKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final Vertx vertx;
    private final HttpReader http;
    private final ObjectMapper json;
    private final Clock clock;
    private final String publisher;
    private final URI url;
    private final AtomicReference<Map<String, SubjectPublicKey>> keys = new AtomicReference<>(Map.of());
    private final AtomicReference<Fetch> latest = new AtomicReference<>();

    /** One fetch of the JWKS, shared by all who wait for it. */
    private record Fetch(Instant at, Uni<Map<String, SubjectPublicKey>> found) {}

    /** @param publisher the service, as the log names it */
    public PublishedKeys(Vertx vertx, ObjectMapper json, Clock clock, String publisher, URI url) {
        this.vertx = vertx;
        this.http = new HttpReader(vertx, TIMEOUT);
        this.json = json;
        this.clock = clock;
        this.publisher = publisher;
        this.url = url;
    }

    /**
     * Verifies the signature of a token, which must be ES256, and nothing else of it.
     *
     * @return fails with {@link InvalidJwsException} when it is not one of the publisher's; any other failure is a fault (the
     *     JWKS cannot be reached), and the caller may retry
     */
    public Uni<CompactJws> verify(String token) {
        try {
            var jws = es256(CompactJws.parse(token));
            return find(text(jws.header(), "kid")).chain(key -> signed(jws, key));
        } catch (InvalidJwsException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private static CompactJws es256(CompactJws jws) throws InvalidJwsException {
        if (!"ES256".equals(text(jws.header(), "alg"))) {
            throw new InvalidJwsException("not signed with ES256");
        }
        return jws;
    }

    private static Uni<CompactJws> signed(CompactJws jws, SubjectPublicKey key) {
        return key.verify(jws.signingInput(), jws.signature(), SignatureEncoding.CONCATENATED)
                ? Uni.createFrom().item(jws)
                : Uni.createFrom().failure(new InvalidJwsException("the signature is invalid"));
    }

    /** The key of this id; fails with {@link InvalidJwsException} when it is not published. */
    Uni<SubjectPublicKey> find(String keyId) {
        var known = keys.get().get(keyId);
        return known != null
                ? Uni.createFrom().item(known)
                : refresh()
                        .map(found -> found.get(keyId))
                        .onItem()
                        .ifNull()
                        .failWith(() -> new InvalidJwsException("signed by a key that is not in the JWKS"));
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
        return Uni.createFrom()
                .completionStage(() -> http.get(url, Optional.empty()).toCompletionStage())
                .map(this::read)
                .invoke(keys::set)
                .onFailure()
                .invoke(e -> LOG.warnf("the keys of %s cannot be read: %s", publisher, e));
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

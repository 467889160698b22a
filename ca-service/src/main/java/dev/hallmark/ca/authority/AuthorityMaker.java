package dev.hallmark.ca.authority;

import static dev.hallmark.ca.authority.AuthorityKind.ISSUING;
import static dev.hallmark.ca.authority.AuthorityKind.ROOT;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyName;
import dev.hallmark.keys.KeyRing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes an authority: its key, which may exist from an interrupted attempt, and its certificate. */
@ApplicationScoped
class AuthorityMaker {

    private final KeyRing keys;
    private final Signatures signatures;
    private final AuthoritySettings settings;
    private final PkiAddresses addresses;
    private final Clock clock;

    AuthorityMaker(
            KeyRing keys, Signatures signatures, AuthoritySettings settings, PkiAddresses addresses, Clock clock) {
        this.keys = keys;
        this.signatures = signatures;
        this.settings = settings;
        this.addresses = addresses;
        this.clock = clock;
    }

    Uni<Authority> root(TenantId tenant, int ordinal) {
        var id = id(tenant, ROOT, ordinal);
        var subject = AuthorityCertificate.subject(tenant, id);
        return key(id).chain(key -> keys.publicKey(key.id())
                .map(shown -> AuthorityCertificate.root(subject, key, shown, clock.instant(), settings.rootValidity()))
                .chain(toBeSigned -> signatures.sign(key, toBeSigned))
                .map(der -> new Authority(id, tenant, ROOT, id, key, AuthorityStore.decoded(der), 0)));
    }

    Uni<Authority> issuing(Authority root, int ordinal) {
        var id = id(root.tenant(), ISSUING, ordinal);
        var subject = AuthorityCertificate.subject(root.tenant(), id);
        Function<PublicKey, byte[]> template = shown -> AuthorityCertificate.issuing(
                root, subject, shown, clock.instant(), settings.issuingValidity(), addresses);
        return key(id).chain(key -> keys.publicKey(key.id())
                .map(template)
                .chain(toBeSigned -> signatures.sign(root.key(), toBeSigned))
                .map(AuthorityStore::decoded)
                .map(certificate ->
                        new Authority(id, root.tenant(), ISSUING, root.id(), key, certificate, settings.crlShards())));
    }

    /** Fails before anything is made when the key ring has no keys of the algorithm. */
    private Uni<SigningKey> key(String authority) {
        var algorithm = settings.algorithm();
        if (!algorithm.isForSigning() || !keys.algorithms().contains(algorithm)) {
            return Uni.createFrom()
                    .failure(new IllegalStateException(
                            "hallmark.ca.authority.algorithm=%s is not one that this key ring signs by; those are: %s"
                                    .formatted(algorithm.name(), signing())));
        }
        return keys.create(new KeyName("ca-" + authority), algorithm).map(id -> new SigningKey(id, algorithm));
    }

    private String signing() {
        return keys.algorithms().stream()
                .filter(KeyAlgorithm::isForSigning)
                .map(KeyAlgorithm::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String id(TenantId tenant, AuthorityKind kind, int ordinal) {
        return "%s-%s-%d".formatted(tenant, kind.label(), ordinal);
    }
}

package dev.hallmark.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every adapter must do; the JDK's own verifier is the second implementation. */
public interface KeyRingContract {

    int MANY = 50;

    /** The ring under test. Names of keys are made up by each test, so that a ring may outlive it. */
    KeyRing ring();

    /** The same keys for another client, or for this one after a restart. */
    KeyRing again() throws IOException;

    @Test
    default void aKeyIsCreatedOnceAndFoundAgain() {
        var name = newName();

        var first = make(name, KeyAlgorithm.ES256);
        var second = make(name, KeyAlgorithm.ES256);

        assertThat(second).isEqualTo(first).isEqualTo(new KeyId(name, 1));
        assertThat(publicKey(second)).isEqualTo(publicKey(first));
    }

    @Test
    default void itCanBeUsed() {
        assertThat(get(ring().check().replaceWith(true))).isTrue();
    }

    @Test
    default void aNameKeepsItsAlgorithm() {
        var key = make(newName(), KeyAlgorithm.ES256);

        assertCode(KeyRingException.Code.WRONG_ALGORITHM, () -> make(key.name(), KeyAlgorithm.AES256));
    }

    @Test
    default void creatingOneKeyManyTimesAtOnceCreatesOne() {
        var name = newName();
        var attempts = new ArrayList<Uni<KeyId>>();
        for (var i = 0; i < 20; i++) {
            attempts.add(ring().create(name, KeyAlgorithm.ES256));
        }

        var made = get(Uni.join().all(attempts).andFailFast());

        assertThat(made).hasSize(20).containsOnly(new KeyId(name, 1));
    }

    @Test
    default void keysOutliveTheirClient() throws GeneralSecurityException, IOException {
        var signing = make(newName(), KeyAlgorithm.ES256);
        var wrapping = make(newName(), KeyAlgorithm.AES256);
        var dataKey = DataKey.of(digest("data key"));
        var wrapped = get(ring().wrap(wrapping, dataKey));

        var again = again();

        var signature = get(again.sign(signing, bytes("hello")));
        assertThat(verifies(KeyAlgorithm.ES256, publicKey(signing), "hello", signature))
                .isTrue();
        assertThat(get(again.publicKey(signing))).isEqualTo(publicKey(signing));
        assertThat(get(again.unwrap(wrapping.name(), wrapped))).isEqualTo(dataKey);
        assertThat(get(again.create(signing.name(), KeyAlgorithm.ES256))).isEqualTo(signing);
    }

    @Test
    default void twoClientsAtOnceUseEachOthersKeys() throws GeneralSecurityException, IOException {
        // Given
        var other = again();
        var mine = make(newName(), KeyAlgorithm.ES256);
        var theirs = get(other.create(newName(), KeyAlgorithm.ES256));

        // When
        var wanted = new ArrayList<Uni<byte[]>>();
        for (var i = 0; i < MANY; i++) {
            wanted.add((i % 2 == 0 ? ring() : other).sign(i % 4 < 2 ? mine : theirs, bytes(String.valueOf(i))));
        }
        var signatures = get(Uni.join().all(wanted).andFailFast());

        // Then
        for (var i = 0; i < MANY; i++) {
            var key = publicKey(i % 4 < 2 ? mine : theirs);
            assertThat(verifies(KeyAlgorithm.ES256, key, String.valueOf(i), signatures.get(i)))
                    .isTrue();
        }
    }

    @Test
    default void aSignatureIsThePublicKeys() throws GeneralSecurityException {
        for (var algorithm : signing()) {
            var key = make(newName(), algorithm);

            var signature = get(ring().sign(key, bytes("hello")));

            assertThat(verifies(algorithm, publicKey(key), "hello", signature))
                    .as("%s", algorithm)
                    .isTrue();
            assertThat(verifies(algorithm, publicKey(key), "hellO", signature))
                    .as("%s", algorithm)
                    .isFalse();
        }
    }

    @Test
    default void theSignatureOfADigestIsThatOfItsMessage() throws GeneralSecurityException {
        for (var algorithm : signing()) {
            var key = make(newName(), algorithm);
            if (algorithm.hash().isEmpty()) {
                assertCode(KeyRingException.Code.WRONG_ALGORITHM, () -> get(ring().signDigest(key, digest("hello"))));
                continue;
            }

            var signature =
                    get(ring().signDigest(key, Digests.of(algorithm.hash().get(), bytes("hello"))));

            assertThat(verifies(algorithm, publicKey(key), "hello", signature))
                    .as("%s", algorithm)
                    .isTrue();
        }
    }

    /** Whether they travel together or not. */
    @Test
    default void eachOfManyAtOnceGetsItsOwnSignatureOrItsOwnError() throws GeneralSecurityException {
        var key = make(newName(), KeyAlgorithm.ES256);
        var good = new ArrayList<Uni<byte[]>>();
        for (var i = 0; i < MANY; i++) {
            good.add(ring().sign(key, bytes(String.valueOf(i))).memoize().indefinitely());
        }
        var bad = ring().signDigest(key, new byte[31]).memoize().indefinitely();
        bad.subscribe().with(signed -> {}, failed -> {});

        var signatures = get(Uni.join().all(good).andFailFast());

        for (var i = 0; i < MANY; i++) {
            assertThat(verifies(KeyAlgorithm.ES256, publicKey(key), String.valueOf(i), signatures.get(i)))
                    .isTrue();
        }
        assertCode(KeyRingException.Code.WRONG_INPUT, () -> get(bad));
    }

    @Test
    default void aDigestOfAnotherLengthIsNotSigned() {
        var key = make(newName(), KeyAlgorithm.ES256);

        assertCode(KeyRingException.Code.WRONG_INPUT, () -> get(ring().signDigest(key, new byte[31])));
        assertCode(KeyRingException.Code.WRONG_INPUT, () -> get(ring().signDigest(key, new byte[48])));
    }

    @Test
    default void anAlgorithmThatTheRingLacksIsRefused() {
        for (var algorithm : KeyAlgorithm.values()) {
            if (!ring().algorithms().contains(algorithm)) {
                assertCode(KeyRingException.Code.UNSUPPORTED_ALGORITHM, () -> make(newName(), algorithm));
            }
        }
    }

    @Test
    default void anUnknownKeyIsUnknown() {
        var known = make(newName(), KeyAlgorithm.ES256);
        var next = new KeyId(known.name(), 2);

        assertCode(KeyRingException.Code.UNKNOWN_KEY, () -> get(ring().publicKey(new KeyId(newName(), 1))));
        assertCode(KeyRingException.Code.UNKNOWN_KEY, () -> get(ring().sign(next, bytes("x"))));
    }

    @Test
    default void aWrappedDataKeyOpensAgain() {
        var key = make(newName(), KeyAlgorithm.AES256);
        var dataKey = DataKey.of(digest("data key"));

        var wrapped = get(ring().wrap(key, dataKey));

        assertThat(get(ring().unwrap(key.name(), wrapped))).isEqualTo(dataKey);
        assertThat(get(ring().wrap(key, dataKey))).isNotEqualTo(wrapped);
    }

    @Test
    default void aChangedOrForeignWrappedKeyDoesNotOpen() {
        var key = make(newName(), KeyAlgorithm.AES256);
        var other = make(newName(), KeyAlgorithm.AES256);
        var wrapped = get(ring().wrap(key, DataKey.of(digest("data key"))));
        var text = new StringBuilder(wrapped.text());
        var middle = text.length() / 2;
        text.setCharAt(middle, text.charAt(middle) == 'A' ? 'B' : 'A');

        assertCode(
                KeyRingException.Code.WRONG_INPUT,
                () -> get(ring().unwrap(key.name(), new WrappedKey(text.toString()))));
        assertCode(KeyRingException.Code.WRONG_INPUT, () -> get(ring().unwrap(other.name(), wrapped)));
        assertCode(KeyRingException.Code.WRONG_INPUT, () -> get(ring().unwrap(key.name(), new WrappedKey("junk"))));
    }

    @Test
    default void aKeyIsRefusedForAnotherPurpose() {
        var signing = make(newName(), KeyAlgorithm.ES256);
        var wrapping = make(newName(), KeyAlgorithm.AES256);

        assertCode(KeyRingException.Code.WRONG_ALGORITHM, () -> get(ring().sign(wrapping, bytes("x"))));
        assertCode(KeyRingException.Code.WRONG_ALGORITHM, () -> get(ring().publicKey(wrapping)));
        assertCode(KeyRingException.Code.WRONG_ALGORITHM, () -> get(ring().wrap(signing, DataKey.of(new byte[32]))));
    }

    private KeyId make(KeyName name, KeyAlgorithm algorithm) {
        return get(ring().create(name, algorithm));
    }

    private PublicKey publicKey(KeyId key) {
        return get(ring().publicKey(key));
    }

    private static KeyName newName() {
        return new KeyName("test-" + UUID.randomUUID());
    }

    private List<KeyAlgorithm> signing() {
        return ring().algorithms().stream()
                .filter(KeyAlgorithm::isForSigning)
                .sorted()
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] digest(String text) {
        return Digests.of(KeyAlgorithm.Hash.SHA256, bytes(text));
    }

    /** By the JDK alone. */
    private static boolean verifies(KeyAlgorithm algorithm, PublicKey key, String text, byte[] signature)
            throws GeneralSecurityException {
        var verifier =
                switch (algorithm) {
                    case ES256 -> Signature.getInstance("SHA256withECDSA", "SunEC");
                    case ES384 -> Signature.getInstance("SHA384withECDSA", "SunEC");
                    case EDDSA -> Signature.getInstance("Ed25519", "SunEC");
                    case RS256 -> Signature.getInstance("SHA256withRSA", "SunRsaSign");
                    case ML_DSA_65 -> Signature.getInstance("ML-DSA-65", "SUN");
                    case AES256 -> throw new IllegalArgumentException("it does not sign");
                };
        verifier.initVerify(key);
        verifier.update(bytes(text));
        return verifier.verify(signature);
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static void assertCode(KeyRingException.Code code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeyRingException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}

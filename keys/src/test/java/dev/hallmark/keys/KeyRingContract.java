package dev.hallmark.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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

    /** The ring under test. Names of keys are made up by each test, so that a ring may outlive it. */
    KeyRing ring();

    @Test
    default void aKeyIsCreatedOnceAndFoundAgain() {
        var name = newName();

        var first = make(name, KeyAlgorithm.ES256);
        var second = make(name, KeyAlgorithm.ES256);

        assertThat(second).isEqualTo(first).isEqualTo(new KeyId(name, 1));
        assertThat(publicKey(second)).isEqualTo(publicKey(first));
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
    default void aSignatureIsThePublicKeys() throws GeneralSecurityException {
        var key = make(newName(), KeyAlgorithm.ES256);

        var signature = get(ring().sign(key, digest("hello")));

        assertThat(verifies(publicKey(key), "hello", signature)).isTrue();
        assertThat(verifies(publicKey(key), "hellO", signature)).isFalse();
    }

    @Test
    default void signaturesOfABatchComeInOrder() throws GeneralSecurityException {
        var key = make(newName(), KeyAlgorithm.ES256);

        var signatures = get(ring().sign(key, List.of(digest("0"), digest("1"), digest("2"))));

        assertThat(signatures).hasSize(3);
        for (var i = 0; i < signatures.size(); i++) {
            assertThat(verifies(publicKey(key), String.valueOf(i), signatures.get(i)))
                    .isTrue();
        }
        assertThat(get(ring().sign(key, List.<byte[]>of()))).isEmpty();
    }

    @Test
    default void aDigestOfAnotherLengthIsNotSigned() {
        var key = make(newName(), KeyAlgorithm.ES256);

        assertCode(KeyRingException.Code.WRONG_INPUT, () -> get(ring().sign(key, new byte[31])));
        assertCode(
                KeyRingException.Code.WRONG_INPUT, () -> get(ring().sign(key, List.of(digest("good"), new byte[48]))));
    }

    @Test
    default void anUnknownKeyIsUnknown() {
        var known = make(newName(), KeyAlgorithm.ES256);
        var next = new KeyId(known.name(), 2);

        assertCode(KeyRingException.Code.UNKNOWN_KEY, () -> get(ring().publicKey(new KeyId(newName(), 1))));
        assertCode(KeyRingException.Code.UNKNOWN_KEY, () -> get(ring().sign(next, digest("x"))));
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

        assertCode(KeyRingException.Code.WRONG_ALGORITHM, () -> get(ring().sign(wrapping, digest("x"))));
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

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean verifies(PublicKey key, String text, byte[] signature) throws GeneralSecurityException {
        var verifier = Signature.getInstance("SHA256withECDSA", "SunEC");
        verifier.initVerify(key);
        verifier.update(text.getBytes(StandardCharsets.UTF_8));
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

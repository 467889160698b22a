package dev.hallmark.console.signin;

import dev.hallmark.commons.limit.AddressKey;
import dev.hallmark.commons.limit.TokenBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How often somebody may attempt to sign in: by their address, and by the name that is tried from there. A name alone does
 * not count, or anybody could lock its owner out from elsewhere.
 */
@ApplicationScoped
class Attempts {

    private static final double ONE_IN_TEN_SECONDS = 0.1;
    private static final int AT_ONCE_FOR_A_NAME = 10;

    private final TokenBuckets byAddress;
    private final TokenBuckets byName = new TokenBuckets(ONE_IN_TEN_SECONDS, AT_ONCE_FOR_A_NAME, System::nanoTime);

    Attempts(SandboxSettings settings) {
        this.byAddress = new TokenBuckets(ONE_IN_TEN_SECONDS, settings.attemptsPerAddress(), System::nanoTime);
    }

    /** Whether another attempt is allowed now. */
    boolean allow(String address, String name) {
        var from = AddressKey.of(address);
        return byAddress.take(from).isEmpty()
                && byName.take(hash(from + " " + name)).isEmpty();
    }

    /** As long as any other, however long the name is. */
    private static String hash(String key) {
        try {
            var octets = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

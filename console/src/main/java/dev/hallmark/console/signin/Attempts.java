package dev.hallmark.console.signin;

import dev.hallmark.commons.limit.AddressKey;
import dev.hallmark.commons.limit.TokenBuckets;
import jakarta.enterprise.context.ApplicationScoped;

/** How often somebody may attempt to sign in: by their address, and by the name that is tried. */
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
        return byAddress.take(AddressKey.of(address)).isEmpty()
                && byName.take(name).isEmpty();
    }
}

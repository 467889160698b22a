package dev.hallmark.attestation.challenge;

import dev.hallmark.attestation.AttestationException;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.limit.AddressKey;
import dev.hallmark.commons.limit.TokenBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.LongSupplier;

/**
 * How often an address may ask for challenges, in all and for one key. Counting the key alone
 * would let anybody who knows it keep the device from its challenge.
 */
@ApplicationScoped
class ChallengeLimits {

    private final TokenBuckets addresses;
    private final TokenBuckets keys;

    @Inject
    ChallengeLimits(ChallengeConfig config) {
        this(config.limits(), System::nanoTime);
    }

    ChallengeLimits(ChallengeConfig.Limits limits, LongSupplier nanoTime) {
        this.addresses = new TokenBuckets(limits.perAddress(), limits.addressBurst(), nanoTime);
        this.keys = new TokenBuckets(limits.perKey(), limits.keyBurst(), nanoTime);
    }

    /** Counts a request before anything is done for it. */
    void count(String address) {
        take(addresses, AddressKey.of(address));
    }

    /** Counts the key that the request presents, registered or not. */
    void count(String address, DeviceId presented) {
        take(keys, AddressKey.of(address) + "|" + presented);
    }

    private static void take(TokenBuckets buckets, String key) {
        buckets.take(key).ifPresent(wait -> {
            throw AttestationException.tooMany(wait);
        });
    }
}

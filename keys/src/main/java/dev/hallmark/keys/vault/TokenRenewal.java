package dev.hallmark.keys.vault;

import io.quarkus.logging.Log;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.api.auth.token.VaultAuthTokenTokenInfoData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Keeps a token alive that the process was given: the extension renews those that it has signed in for, and takes a given
 * one as it is. Each renewal comes when half of what was left has passed.
 */
final class TokenRenewal {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);

    private final VaultClient client;
    private final Vertx vertx;

    TokenRenewal(VaultClient client, Vertx vertx) {
        this.client = client;
        this.vertx = vertx;
    }

    void begin() {
        Uni.createFrom()
                .completionStage(() -> client.auth().token().lookupSelf())
                .subscribe()
                .with(this::lookedUp, failure -> after(AFTER_A_FAILURE, this::begin));
    }

    private void lookedUp(VaultAuthTokenTokenInfoData token) {
        if (!token.getTtl().isPositive()) {
            return;
        }
        if (Boolean.TRUE.equals(token.isRenewable())) {
            after(half(token.getTtl()), this::renew);
        } else {
            Log.warnf(
                    "The token for Vault cannot be renewed, and ends in %d s",
                    token.getTtl().toSeconds());
        }
    }

    private void renew() {
        Uni.createFrom()
                .completionStage(() -> client.auth().token().renewSelf(null))
                .subscribe()
                .with(token -> after(half(token.getLeaseDuration()), this::renew), failure -> {
                    Log.warnf(
                            "The token for Vault was not renewed: %s",
                            VaultFaults.of(failure).getMessage());
                    after(AFTER_A_FAILURE, this::begin);
                });
    }

    private void after(Duration time, Runnable work) {
        vertx.setTimer(time.toMillis(), timer -> work.run());
    }

    private static Duration half(Duration left) {
        var half = left.dividedBy(2);
        return half.compareTo(LEAST) < 0 ? LEAST : half;
    }
}

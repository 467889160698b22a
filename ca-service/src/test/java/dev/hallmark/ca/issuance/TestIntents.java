package dev.hallmark.ca.issuance;

import dev.hallmark.commons.attestation.AttestationTokens;
import dev.hallmark.testkit.TestDevice;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Issuances that have come as far as their first transaction. */
@ApplicationScoped
class TestIntents {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final IntentPlanner planner;
    private final IntentStore intents;
    private final AttestationTokens tokens;

    TestIntents(IntentPlanner planner, IntentStore intents, AttestationTokens tokens) {
        this.planner = planner;
        this.intents = intents;
        this.tokens = tokens;
    }

    /** Begins an issuance and leaves it there. */
    Intent leave(String token, byte[] csr) {
        var request = request(token, csr);
        return intents.write(request, planner.plan(request))
                .await()
                .atMost(TIMEOUT)
                .intent();
    }

    /** Begins another of a device that has one, in a transaction that the caller ends. */
    Intent leaveAnother(SqlConnection transaction, TestDevice device) {
        var request = request(device.token(), device.request("CN=any"));
        var intent = planner.plan(request);
        intents.lock(transaction, intent)
                .chain(() -> intents.insert(transaction, request, intent))
                .await()
                .atMost(TIMEOUT);
        return intent;
    }

    private IssuanceRequest request(String token, byte[] csr) {
        return IssuanceRequest.enrolment(tokens.verify(token).await().atMost(TIMEOUT), CertificationRequest.parse(csr));
    }
}

package dev.hallmark.registry;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.SpoiltJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** However an operator's request is written, it is accepted or refused with a reason, and never fails with 500. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class SpoiltJsonIT {

    private final String tenant = Registry.tenant();

    @Test
    void noBatchFailsWith500() {
        batch(Registry.publishPolicy(tenant)).assertNothingIsAFault(201, 400, 404, 409, 413, 422);
    }

    @Test
    void noReasonFailsWith500() {
        reason().assertNothingIsAFault(400, 404, 409, 413, 422);
    }

    @Test
    void aMemberThatComesTwiceIsRefused() {
        batch("any").assertAMemberThatComesTwiceIsRefused();
        reason().assertAMemberThatComesTwiceIsRefused();
    }

    private SpoiltJson batch(String policy) {
        return at(
                "/batches",
                """
                {"name":"spoilt","policy":"%s","rootOfTrust":"puf","registerOnImport":true,"attributes":{"a":"b"}}"""
                        .formatted(policy));
    }

    private SpoiltJson reason() {
        return at("/devices/" + Registry.deviceId() + "/revoke", "{\"reason\":\"lost\"}");
    }

    private SpoiltJson at(String path, String good) {
        return new SpoiltJson(Registry.API + path, OperatorTokens.token(tenant, "operator"), good);
    }
}

package dev.hallmark.attestation.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How often an address may ask, with limits so low that any machine reaches them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(ChallengeLimitsIT.Low.class)
class ChallengeLimitsIT {

    private static final int OF_A_KEY = 5;
    private static final int OF_AN_ADDRESS = 20;

    public static class Low implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "hallmark.challenge.limits.per-key",
                    "1",
                    "hallmark.challenge.limits.key-burst",
                    "" + OF_A_KEY,
                    "hallmark.challenge.limits.per-address",
                    "1",
                    "hallmark.challenge.limits.address-burst",
                    "" + OF_AN_ADDRESS);
        }
    }

    @Test
    void aRegisteredKeyIsLimitedLikeAnyOther() {
        var registered = TestFleet.device();
        var unregistered = TestDevice.create();

        var known = untilRefused(() -> registered);
        var unknown = untilRefused(() -> unregistered);

        assertThat(known.subList(0, OF_A_KEY))
                .extracting(HttpResponse::statusCode)
                .containsOnly(201);
        assertThat(unknown.subList(0, OF_A_KEY))
                .extracting(HttpResponse::statusCode)
                .containsOnly(404);
        assertTooMany(known.getLast());
        assertTooMany(unknown.getLast());
        assertThat(known.getLast().body()).isEqualTo(unknown.getLast().body());
        assertThat(known.getLast().headers()).isEqualTo(unknown.getLast().headers());
    }

    /** Another key each time, and so the limit of none. */
    @Test
    void anAddressIsLimitedWhateverKeysItComesWith() {
        var answers = untilRefused(TestDevice::create);

        assertThat(answers.subList(0, OF_AN_ADDRESS))
                .extracting(HttpResponse::statusCode)
                .containsOnly(404);
        assertTooMany(answers.getLast());
    }

    /** Every answer on one connection, up to and with the first refusal for want of a token. */
    private static List<HttpResponse<String>> untilRefused(Supplier<TestDevice> devices) {
        var connection = TestGateway.connect();
        var answers = new ArrayList<HttpResponse<String>>();
        do {
            answers.add(TestChallenge.ask(devices.get(), connection));
        } while (answers.getLast().statusCode() != 429 && answers.size() < 1_000);
        return answers;
    }

    private static void assertTooMany(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("https://hallmark.dev/problems/too-many-requests");
    }
}

package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.endtoend.system.AnswerLog;
import dev.hallmark.endtoend.system.InternalErrors;
import dev.hallmark.endtoend.system.Sandbox;
import dev.hallmark.endtoend.system.SteadyRequests;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL or Kafka is killed while every operation of both planes is asked all the time, devices onboard and a file
 * is imported. Who cannot be answered is asked to come back; nobody sees an internal error.
 */
class OutageIT {

    private static final System.Logger LOG = System.getLogger(OutageIT.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DEVICES = 30;
    private static final int ROWS = 2_000;
    private static final double EARLY = 0.2;
    private static final int INTERNAL_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAVAILABLE = 503;
    /** Answers to requests that could not be read or were not allowed, which say nothing of what lies behind. */
    private static final Set<Integer> NOT_GOOD = Set.of(400, 401, 404, 405, 413, 415);

    /** Paths below which each service looks into its database. */
    private static final List<String> FROM_DATABASES = List.of(
            "/api/registry/",
            "/api/policy/",
            "/api/ca/",
            "/attestation/",
            "/.well-known/est/",
            "/connection/",
            "/pki/");

    private static final Sandbox SANDBOX = Sandbox.running();
    private static SteadyRequests requests;

    @BeforeAll
    static void prepare() throws Exception {
        requests = SteadyRequests.prepare(SANDBOX);
    }

    @AfterAll
    static void stop() {
        requests.close();
    }

    @Test
    void withoutPostgresWhoeverAsksIsAskedToComeBack() throws Exception {
        var answers = answersWhileKilled("postgres");

        assertNoInternalErrors(answers);
        var unavailable = answers.count(status -> status == UNAVAILABLE).keySet();
        assertThat(FROM_DATABASES)
                .allSatisfy(path -> assertThat(unavailable).anyMatch(operation -> operation.contains(path)));
    }

    /** Events wait in the outboxes. Only dead letters are read from Kafka itself. */
    @Test
    void withoutKafkaWhoeverAsksIsAnswered() throws Exception {
        var answers = answersWhileKilled("kafka");

        assertNoInternalErrors(answers);
        assertThat(answers.count(status -> status == UNAVAILABLE).keySet())
                .allMatch(operation -> operation.contains("/dead-letters"));
    }

    private static AnswerLog answersWhileKilled(String victim) throws Exception {
        var before = InternalErrors.of(SANDBOX);
        var answers = requests.during(() -> {
            var tries = new CrashRound(SANDBOX, DEVICES, ROWS).run(EARLY, () -> killAndAwaitRestart(victim));
            assertThat(tries).isPositive();
        });
        LOG.log(System.Logger.Level.INFO, "{0} was killed:\n{1}", victim, answers);
        assertThat(InternalErrors.of(SANDBOX)).isEqualTo(before);
        return answers;
    }

    private static void killAndAwaitRestart(String victim) {
        var pid = SANDBOX.pid(victim);
        SANDBOX.kill(victim);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> SANDBOX.pid(victim) != pid);
    }

    private static void assertNoInternalErrors(AnswerLog answers) {
        assertThat(answers.examples(
                        status -> status >= INTERNAL_ERROR && status != NOT_IMPLEMENTED && status != UNAVAILABLE))
                .isEmpty();
        assertThat(answers.withoutRetryAfter()).isEmpty();
        assertThat(answers.examples(status -> status == AnswerLog.NO_ANSWER)).isEmpty();
        assertThat(answers.count(status -> status == NOT_IMPLEMENTED).keySet())
                .allMatch(operation -> operation.endsWith("/fullcmc") || operation.endsWith("/serverkeygen"));
        assertThat(answers.examples(NOT_GOOD::contains)).isEmpty();
    }
}

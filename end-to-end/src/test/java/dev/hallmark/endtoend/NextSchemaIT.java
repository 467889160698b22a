package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.endtoend.system.AnswerLog;
import dev.hallmark.endtoend.system.NextSchema;
import dev.hallmark.endtoend.system.Sandbox;
import dev.hallmark.endtoend.system.SteadyRequests;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * During an upgrade a service of this version runs on the schema that the next one has migrated, and after a rollback it starts
 * on it. Nobody who asks for anything notices.
 */
class NextSchemaIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int DEVICES = 40;
    private static final int ROWS = 2_000;
    private static final double MIDWAY = 0.5;
    private static final int INTERNAL_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    /** In a sandbox of its own, whose databases stay changed. */
    @Test
    void thisVersionRunsOnTheSchemaOfTheNextAndStartsOnIt() throws Exception {
        try (var sandbox = Sandbox.start(Sandbox.newHome("next-schema"))) {
            // Given
            var schema = new NextSchema(sandbox);

            // When: the next version migrates while this one is at work
            var beside =
                    answersMeanwhile(sandbox, () -> assertThat(schema.migrate()).isPositive());

            // Then
            assertThat(failures(beside)).isEmpty();

            // When: a rollback starts this version again
            restart(sandbox);
            var afterwards = answersMeanwhile(sandbox, () -> {});

            // Then
            assertThat(failures(afterwards)).isEmpty();
        }
    }

    /** What everybody is answered while devices onboard and a file is imported, with something midway. */
    private static AnswerLog answersMeanwhile(Sandbox sandbox, Runnable midway) throws Exception {
        try (var requests = SteadyRequests.prepare(sandbox)) {
            return requests.during(() -> onboardAndImport(sandbox, midway));
        }
    }

    private static void onboardAndImport(Sandbox sandbox, Runnable midway) throws Exception {
        var tries = new CrashRound(sandbox, DEVICES, ROWS).run(MIDWAY, midway);
        assertThat(tries).as("uploads of the file").isEqualTo(1);
    }

    private static List<String> failures(AnswerLog answers) {
        return answers.examples(
                status -> status == AnswerLog.NO_ANSWER || (status >= INTERNAL_ERROR && status != NOT_IMPLEMENTED));
    }

    private static void restart(Sandbox sandbox) {
        var before =
                sandbox.processesWithDatabase().stream().collect(Collectors.toMap(Function.identity(), sandbox::pid));
        before.keySet().forEach(sandbox::kill);
        before.forEach((process, pid) -> await(process + " is ready again")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> sandbox.pid(process) != pid && sandbox.isReady(process)));
    }
}

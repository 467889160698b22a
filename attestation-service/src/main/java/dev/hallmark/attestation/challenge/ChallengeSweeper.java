package dev.hallmark.attestation.challenge;

import dev.hallmark.commons.time.ShuttingDown;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes challenges that were not answered. */
@ApplicationScoped
class ChallengeSweeper {

    private final ChallengeTable challenges;

    ChallengeSweeper(ChallengeTable challenges) {
        this.challenges = challenges;
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP, skipExecutionIf = ShuttingDown.class)
    Uni<Void> sweep() {
        return challenges.sweep().replaceWithVoid();
    }
}

package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.component.Component;
import dev.hallmark.sandbox.component.ComponentFailure;
import dev.hallmark.sandbox.component.ComponentProcesses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Reports a component that dies and starts it again, as a cluster would, unless it keeps dying. */
final class Supervisor {
    private static final int SIGNAL = 128;
    private static final int MOST_DEATHS = 3;
    private static final Duration RECENT = Duration.ofMinutes(1);

    private final Sandbox sandbox;
    private final Map<String, List<Instant>> deaths = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);

    Supervisor(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    void awaitEnd() throws InterruptedException {
        end.await();
    }

    void end() {
        end.countDown();
    }

    void watch(Component component, Process process) {
        var watched = process.onExit().thenAcceptAsync(gone -> died(component, gone.exitValue()), sandbox.threads());
        assert watched != null;
    }

    private void died(Component component, int exitCode) {
        died(
                component,
                exitCode > SIGNAL ? "was ended by signal " + (exitCode - SIGNAL) : "ended with exit code " + exitCode);
    }

    private void died(Component component, String how) {
        if (sandbox.isStopping()) {
            return;
        }
        ComponentProcesses.forget(sandbox.home(), component.name());
        var again = recentDeaths(component) < MOST_DEATHS;
        var next = again ? "; it is started again" : ", not for the first time; it is left alone";
        var log = sandbox.home().log(component.name());
        sandbox.observer().died(new ComponentFailure(component.name(), how + next, log));
        if (again) {
            restart(component);
        }
    }

    private int recentDeaths(Component component) {
        var now = Instant.now();
        var recent = deaths.computeIfAbsent(component.name(), name -> new CopyOnWriteArrayList<>());
        recent.removeIf(death -> death.isBefore(now.minus(RECENT)));
        recent.add(now);
        return recent.size();
    }

    /** A component that does not come up counts as one more death. */
    private void restart(Component component) {
        try {
            sandbox.startOne(component);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ComponentFailure failure) {
                died(component, failure.what());
            }
        }
    }
}

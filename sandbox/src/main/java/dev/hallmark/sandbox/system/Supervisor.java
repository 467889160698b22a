package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.component.Component;
import dev.hallmark.sandbox.component.ComponentFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Reports a component that dies and starts it again, as a cluster would, unless it keeps dying. */
final class Supervisor {
    private static final int SIGNAL = 128;
    private static final Duration SHORT_LIFE = Duration.ofSeconds(10);

    private final Sandbox sandbox;
    private final Map<String, Instant> born = new ConcurrentHashMap<>();
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
        born.put(component.name(), Instant.now());
        var watched = process.onExit().thenAcceptAsync(gone -> died(component, gone.exitValue()), sandbox.threads());
        assert watched != null;
    }

    private void died(Component component, int exitCode) {
        if (sandbox.isStopping()) {
            return;
        }
        var longLived = born.get(component.name()).plus(SHORT_LIFE).isBefore(Instant.now());
        var next = longLived ? "; it is started again" : " soon after it was ready; it is left alone";
        var how = exitCode > SIGNAL ? "was ended by signal " + (exitCode - SIGNAL) : "ended with exit code " + exitCode;
        sandbox.observer().died(failure(component, how + next));
        if (longLived) {
            restart(component);
        }
    }

    private void restart(Component component) {
        try {
            sandbox.startOne(component);
        } catch (CompletionException e) {
            if (!sandbox.isStopping() && e.getCause() instanceof ComponentFailure failure) {
                sandbox.observer().died(failure);
            }
        }
    }

    private ComponentFailure failure(Component component, String what) {
        return new ComponentFailure(component.name(), what, sandbox.home().log(component.name()));
    }
}

package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.component.Component;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Starts components side by side, each after those it needs, and no more at a time than the processors can bring up: the
 * patience with a component begins when it starts, and a dozen that share two processors would use it up waiting for
 * each other.
 */
final class Startup {
    private static final int FEWEST_AT_A_TIME = 4;

    private final Consumer<Component> starter;
    private final Executor threads;
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final Semaphore places =
            new Semaphore(Math.max(FEWEST_AT_A_TIME, Runtime.getRuntime().availableProcessors()), true);

    Startup(Consumer<Component> starter, Executor threads) {
        this.starter = starter;
        this.threads = threads;
    }

    /** Completes when all are ready, or at the first failure: the others need not be waited for. */
    CompletableFuture<Object> of(List<Component> components) {
        var started = new HashMap<String, CompletableFuture<Void>>();
        for (var component : components) {
            started.put(component.name(), start(component, started));
        }
        var all = CompletableFuture.allOf(started.values().toArray(CompletableFuture<?>[]::new));
        return CompletableFuture.anyOf(all, failed);
    }

    /** Components are listed after those they need. */
    private CompletableFuture<Void> start(Component component, Map<String, CompletableFuture<Void>> started) {
        var needed = component.after().stream().map(started::get).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(needed)
                .thenRunAsync(() -> startInTurn(component), threads)
                .whenComplete((nothing, problem) -> note(problem));
    }

    private void startInTurn(Component component) {
        places.acquireUninterruptibly();
        try {
            starter.accept(component);
        } finally {
            places.release();
        }
    }

    private void note(Throwable problem) {
        if (problem != null) {
            failed.completeExceptionally(problem);
        }
    }
}

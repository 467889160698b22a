package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.component.Component;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Starts components side by side, each after those it needs. */
final class Startup {
    private final Consumer<Component> starter;
    private final Executor threads;
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

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
                .thenRunAsync(() -> starter.accept(component), threads)
                .whenComplete((nothing, problem) -> note(problem));
    }

    private void note(Throwable problem) {
        if (problem != null) {
            failed.completeExceptionally(problem);
        }
    }
}

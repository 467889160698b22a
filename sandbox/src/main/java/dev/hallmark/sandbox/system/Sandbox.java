package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.component.Component;
import dev.hallmark.sandbox.component.ComponentFailure;
import dev.hallmark.sandbox.component.ComponentProcesses;
import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The running system: its components, started in order of need and stopped the other way round. */
public final class Sandbox implements AutoCloseable {
    private final Home home;
    private final List<Component> components;
    private final Observer observer;
    private final Supervisor supervisor;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Component.Running> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** Called from several threads when a component is ready or has died. */
    public interface Observer {
        void ready(Component component);

        void died(ComponentFailure failure);
    }

    Sandbox(Home home, List<Component> components, Observer observer) {
        this.home = home;
        this.components = List.copyOf(components);
        this.observer = observer;
        this.supervisor = new Supervisor(this);
    }

    /** Starts everything; when one component fails, stops everything again. */
    public void start() throws ComponentFailure, InterruptedException {
        try {
            new Startup(this::startOne, threads).of(components).get();
        } catch (ExecutionException e) {
            if (stopping) {
                throw new InterruptedException("stopped while starting");
            }
            close();
            throw failure(e);
        }
    }

    /** Returns when the sandbox is closed by another thread or by a signal. */
    public void awaitEnd() throws InterruptedException {
        supervisor.awaitEnd();
    }

    /** Stops the services together, then what they store their state in. */
    @Override
    public synchronized void close() {
        if (threads.isShutdown()) {
            return;
        }
        stopping = true;
        stop(components.stream()
                .map(Component::name)
                .filter(name -> !Component.STORES.contains(name))
                .toList());
        stop(List.copyOf(Component.STORES));
        supervisor.end();
        threads.shutdown();
    }

    boolean isStopping() {
        return stopping;
    }

    Home home() {
        return home;
    }

    Observer observer() {
        return observer;
    }

    ExecutorService threads() {
        return threads;
    }

    /** Starts a component and keeps an eye on it from then on. */
    void startOne(Component component) {
        if (stopping) {
            throw new CancellationException("the sandbox stops");
        }
        try {
            component.start(process -> keep(component, process));
            observer.ready(component);
            supervisor.watch(component, running.get(component.name()).process());
        } catch (IOException e) {
            var what = "does not start: " + e.getMessage();
            throw new CompletionException(new ComponentFailure(component.name(), what, home.log(component.name())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private void keep(Component component, Component.Running process) {
        running.put(component.name(), process);
        ComponentProcesses.write(home, component.name(), process.process().toHandle());
        if (stopping) {
            process.stop();
        }
    }

    private void stop(List<String> names) {
        var stopped = names.stream()
                .filter(running::containsKey)
                .map(name -> CompletableFuture.runAsync(() -> stopOne(name), threads))
                .toList();
        CompletableFuture.allOf(stopped.toArray(CompletableFuture<?>[]::new)).join();
    }

    private void stopOne(String name) {
        running.get(name).stop();
        ComponentProcesses.forget(home, name);
    }

    private static ComponentFailure failure(ExecutionException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ComponentFailure failure) {
                return failure;
            }
        }
        throw new IllegalStateException(e);
    }
}

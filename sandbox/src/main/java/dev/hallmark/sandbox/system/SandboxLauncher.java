package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.component.ComponentFailure;
import dev.hallmark.sandbox.component.ComponentProcesses;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.HomeLock;
import dev.hallmark.sandbox.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.function.Consumer;

/** Gets a home ready, starts its sandbox, and leaves the home tidy. */
public final class SandboxLauncher implements AutoCloseable {
    private final Home home;
    private final HomeLock lock;
    private volatile Balancers balancers;
    private volatile Sandbox sandbox;

    private SandboxLauncher(Home home, HomeLock lock) {
        this.home = home;
        this.lock = lock;
    }

    /** Takes the home, once the processes have ended of a run whose launcher was killed; names those that it waits for. */
    public static SandboxLauncher open(Home home, Consumer<String> waitingFor)
            throws IOException, InterruptedException, Unavailable {
        OwnerOnly.createDirectories(home.directory());
        var lock = HomeLock.tryAcquire(home)
                .orElseThrow(() -> new Unavailable(
                        "a sandbox is already running in " + home.directory() + "; stop it with Ctrl-C where it runs"));
        ComponentProcesses.awaitEnd(home, waitingFor);
        return new SandboxLauncher(home, lock);
    }

    /** Starts every component, and returns when all are ready. */
    public Sandbox start(Plan plan, Sandbox.Observer observer)
            throws IOException, GeneralSecurityException, Unavailable, ComponentFailure, InterruptedException {
        var ports = plan.ports();
        var inUse = plan.inUse();
        if (!inUse.isEmpty()) {
            throw new Unavailable(ports.remedy(inUse));
        }
        rotateLogs();
        var replicas = Replicas.of(plan.replicas(), ports);
        var materials = Materials.prepare(home, plan, Clock.systemUTC());
        balancers = new Balancers(replicas, ports);
        sandbox = new Sandbox(home, new Components(materials, replicas, balancers).all(), observer);
        materials.keys().remember(home);
        sandbox.start();
        Addresses.of(home, plan, replicas).write(home);
        return sandbox;
    }

    /** Forgets everything that this home knows. */
    public void wipe() {
        home.wipe();
    }

    @Override
    public void close() throws IOException {
        var started = sandbox;
        if (started != null) {
            started.close();
            Files.deleteIfExists(home.addresses());
        }
        var listening = balancers;
        if (listening != null) {
            listening.close();
        }
        lock.close();
    }

    /** Each run has logs of its own; those of the run before are kept beside them. */
    private void rotateLogs() throws IOException {
        Files.createDirectories(home.logs());
        try (var logs = Files.newDirectoryStream(home.logs(), "*.log")) {
            for (var log : logs) {
                var previous = Path.of(log + ".1");
                Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The sandbox cannot start for a reason that its user can mend. */
    public static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        Unavailable(String message) {
            super(message);
        }
    }
}

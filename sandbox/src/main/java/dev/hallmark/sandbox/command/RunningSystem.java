package dev.hallmark.sandbox.command;

import dev.hallmark.sandbox.component.ComponentFailure;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.HomeLock;
import dev.hallmark.sandbox.system.Addresses;
import dev.hallmark.sandbox.system.Sandbox;
import dev.hallmark.sandbox.system.SandboxLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** The sandbox that runs already, or else one that is started here and ends with us. */
public final class RunningSystem implements AutoCloseable {
    private final Home home;
    private final Console console;
    private final Optional<Session> session;
    private final Optional<Sandbox> sandbox;

    private RunningSystem(Home home, Console console, Optional<Session> session, Optional<Sandbox> sandbox) {
        this.home = home;
        this.console = console;
        this.session = session;
        this.sandbox = sandbox;
    }

    public static RunningSystem in(Home home, PortOptions ports, Console console)
            throws IOException, GeneralSecurityException, InterruptedException, SandboxLauncher.Unavailable,
                    ComponentFailure {
        if (isRunning(home)) {
            requireOwnKey(home);
            console.line(
                    "Using the sandbox that runs at " + Addresses.read(home).of("gateway") + ".");
            return new RunningSystem(home, console, Optional.empty(), Optional.empty());
        }
        var session = Session.open(home, console);
        try {
            var sandbox = session.start(ports.plan(home));
            return new RunningSystem(home, console, Optional.of(session), Optional.of(sandbox));
        } catch (IOException
                | GeneralSecurityException
                | SandboxLauncher.Unavailable
                | ComponentFailure
                | IllegalArgumentException e) {
            session.close();
            throw e;
        }
    }

    /** What uses a running sandbox has tokens of the sandbox's own key. */
    private static void requireOwnKey(Home home) throws IOException {
        if (Addresses.read(home).issuer().isPresent()) {
            throw new IllegalArgumentException(
                    "the sandbox that runs was started with --keycloak, and this needs one without: stop it with Ctrl-C"
                            + " where it runs, or choose another HALLMARK_HOME with --free-ports");
        }
    }

    /** Returns at Ctrl-C; at once when the sandbox is somebody else's. */
    public void awaitEnd() throws InterruptedException {
        if (sandbox.isPresent()) {
            console.line("It keeps running; Ctrl-C stops it.");
            sandbox.get().awaitEnd();
        }
    }

    /** Whether it was started here. */
    public boolean isOurs() {
        return sandbox.isPresent();
    }

    /** Whether it can still be found. */
    public boolean stillThere() {
        return Files.exists(home.addresses());
    }

    @Override
    public void close() throws IOException {
        if (session.isPresent()) {
            session.get().close();
        }
    }

    /** A lock that another holds, and addresses to be found at: one that is still starting is not running yet. */
    private static boolean isRunning(Home home) throws IOException {
        var lock = HomeLock.tryAcquire(home);
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isEmpty() && Files.exists(home.addresses());
    }
}

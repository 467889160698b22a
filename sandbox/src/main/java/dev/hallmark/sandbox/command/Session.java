package dev.hallmark.sandbox.command;

import dev.hallmark.sandbox.component.ComponentFailure;
import dev.hallmark.sandbox.console.Console;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.system.Plan;
import dev.hallmark.sandbox.system.Sandbox;
import dev.hallmark.sandbox.system.SandboxLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A sandbox that belongs to one command: it ends with it, on Ctrl-C too. */
final class Session implements AutoCloseable {
    private final Console console;
    private final SandboxLauncher launcher;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile boolean started;
    private final Thread atSignal = new Thread(this::stopAtSignal, "stop");

    private Session(Console console, SandboxLauncher launcher) {
        this.console = console;
        this.launcher = launcher;
    }

    static Session open(Home home, Console console)
            throws IOException, InterruptedException, SandboxLauncher.Unavailable {
        var launcher = SandboxLauncher.open(
                home, component -> console.line("waiting for %s of a killed run to end".formatted(component)));
        return new Session(console, launcher);
    }

    Sandbox start(Plan plan)
            throws IOException, GeneralSecurityException, InterruptedException, SandboxLauncher.Unavailable,
                    ComponentFailure {
        Runtime.getRuntime().addShutdownHook(atSignal);
        console.line("Starting Hallmark");
        var progress = new Progress(console);
        var sandbox = launcher.start(plan, progress);
        started = true;
        console.line("Ready in %.1f s.".formatted(progress.seconds()));
        return sandbox;
    }

    void wipe() {
        launcher.wipe();
    }

    @Override
    public void close() throws IOException {
        if (started) {
            stop();
        } else {
            launcher.close();
        }
    }

    private void stopAtSignal() {
        try {
            stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by the end of the command and by a signal; the second call prints nothing. */
    private void stop() throws IOException {
        var first = stopping.compareAndSet(false, true);
        if (first) {
            console.line("Stopping Hallmark…");
        }
        launcher.close();
        if (first) {
            console.line("Stopped.");
        }
    }
}

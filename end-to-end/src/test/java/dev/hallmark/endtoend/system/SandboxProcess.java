package dev.hallmark.endtoend.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The command {@code ./hallmark up} while it runs. */
public final class SandboxProcess {

    /** Two of each service, on a machine that runs other tests meanwhile: their starts took three minutes. */
    private static final Duration READY = Duration.ofMinutes(6);

    private static final Duration STOPPED = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 200;

    private final Process process;
    private final Path log;

    private SandboxProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static SandboxProcess start(ProcessBuilder up, Path home) throws IOException {
        var log = home.resolveSibling(home.getFileName() + "-up.log");
        Files.deleteIfExists(log);
        var process = up.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var started = new SandboxProcess(process, log);
        Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
        started.awaitReady();
        return started;
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + READY.toNanos();
        while (!output().contains("Ready in")) {
            if (ended(POLL_MILLIS) || System.nanoTime() > deadline) {
                stop();
                throw new IllegalStateException("the sandbox did not get ready:\n" + output());
            }
        }
    }

    /** What it has printed so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as Ctrl-C does, and waits. */
    public void stop() {
        process.destroy();
        if (!ended(STOPPED.toMillis())) {
            kill();
        }
    }

    /** Ends it without giving it a chance to tidy up. */
    public void kill() {
        process.destroyForcibly();
        if (!ended(STOPPED.toMillis())) {
            throw new IllegalStateException("cannot be killed: " + process);
        }
    }

    private boolean ended(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

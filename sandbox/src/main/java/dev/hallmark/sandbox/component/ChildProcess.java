package dev.hallmark.sandbox.component;

import dev.hallmark.embedded.GuardedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/** A process of the sandbox that ends with the launcher, however the launcher ends. */
record ChildProcess(Process process) implements Component.Running {
    private static final int PATIENCE_SECONDS = 15;

    static ChildProcess start(Program program) throws IOException {
        Files.createDirectories(program.log().getParent());
        var builder = GuardedProcess.terminated(program.command())
                .directory(program.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
        // Many small JVMs: two malloc arenas each instead of sixteen.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(program.environment());
        return new ChildProcess(builder.start());
    }

    @Override
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package dev.hallmark.sandbox.component;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the sandbox in a session of its own, so that Ctrl-C reaches the launcher alone and order is kept. */
record ChildProcess(Process process) implements Component.Running {
    private static final int PATIENCE_SECONDS = 15;

    static ChildProcess start(Program program) throws IOException {
        Files.createDirectories(program.log().getParent());
        var detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(program.command());
        var builder = new ProcessBuilder(detached)
                .directory(program.directory().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
        // Many small JVMs: two malloc arenas each instead of sixteen.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
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

package dev.hallmark.mosquitto.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The broker's process, as its pid file names it. */
final class BrokerProcess {

    private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,9}");
    private static final String CAUGHT = "SigCgt:";
    private static final int HEXADECIMAL = 16;
    private static final long SIGHUP = 1;
    private static final int SECONDS = 5;

    private final Path pidFile;
    private final Path processes;

    BrokerProcess(Path pidFile, Path processes) {
        this.pidFile = pidFile;
        this.processes = processes;
    }

    /**
     * Has the broker read its files again. Only a process that handles SIGHUP gets one: it would kill a broker that is
     * still starting, or another process that has the number of a dead broker.
     *
     * @return whether the signal was sent
     * @throws IOException when there is a broker and it cannot be signalled
     */
    boolean reload() throws IOException, InterruptedException {
        if (!Files.isReadable(pidFile)) {
            return false;
        }
        var pid = Files.readString(pidFile).strip();
        if (!PID.matcher(pid).matches() || !catchesHangUp(pid)) {
            return false;
        }
        var kill = new ProcessBuilder("sh", "-c", "kill -HUP \"$1\"", "sh", pid)
                .redirectErrorStream(true)
                .start();
        if (!kill.waitFor(SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("the broker, process " + pid + ", cannot be signalled");
        }
        return true;
    }

    private boolean catchesHangUp(String pid) throws IOException {
        var status = processes.resolve(pid).resolve("status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(CAUGHT))
                    .map(line -> line.substring(CAUGHT.length()).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, HEXADECIMAL) & SIGHUP) != 0);
        }
    }
}

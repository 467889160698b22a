package dev.hallmark.mosquitto.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file for the broker, which runs as another user. Nothing in these files is secret. */
record PublicFile(Path path) {

    private static final String READABLE_BY_ALL = "rw-r--r--";

    /**
     * Replaces the content, if it differs. A reader sees the old or the new content, never a part.
     *
     * @return whether the content has changed
     */
    boolean write(String text) throws IOException {
        if (Files.exists(path) && Files.readString(path).equals(text)) {
            return false;
        }
        var temporary = path.resolveSibling(path.getFileName() + ".new");
        try (var channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (var rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(READABLE_BY_ALL));
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }
}

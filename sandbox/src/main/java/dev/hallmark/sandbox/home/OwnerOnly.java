package dev.hallmark.sandbox.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that nobody but their owner can read, from their first byte on. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** Replaces the file as a whole: a reader sees the old text or the new one. */
    public static void write(Path file, String text) throws IOException {
        createDirectories(file.getParent());
        var draft =
                Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", attribute("rw-------"));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, attribute("rwx------"));
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}

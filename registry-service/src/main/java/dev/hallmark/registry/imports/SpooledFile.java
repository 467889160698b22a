package dev.hallmark.registry.imports;

import dev.hallmark.registry.manifest.SignedManifest;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** A file with a manifest, kept on disk: not before its end is it known to be the signed one. */
final class SpooledFile implements Closeable {

    private static final String NOTHING = "Nothing of it is imported.";

    private final UploadedFile upload;
    private final FileChannel channel;
    private final byte[] sha256;

    private SpooledFile(UploadedFile upload, FileChannel channel) throws IOException {
        this.upload = upload;
        this.channel = channel;
        var body = new DigestInputStream(upload.content(), sha256());
        body.transferTo(Channels.newOutputStream(channel));
        sha256 = body.getMessageDigest().digest();
    }

    /** Reads an upload to its end. Its file has no name once it is open, so a crash leaves nothing behind. */
    static SpooledFile of(UploadedFile upload, Path directory) {
        try {
            var file = Files.createTempFile(directory, "import-", null); // readable by us alone
            var channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            try {
                return new SpooledFile(upload, channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses a file other than the signed one, before any of it is imported. */
    void requireSigned(SignedManifest manifest, UUID id) {
        if (!manifest.isOf(sha256)) {
            throw mismatch(
                    id,
                    "The file is not the one that was signed: its SHA-256 is "
                            + HexFormat.of().formatHex(sha256) + ". ");
        }
        long rows = count(id);
        if (rows != manifest.devices()) {
            throw mismatch(id, "The file has %d rows, and its manifest says %d. ".formatted(rows, manifest.devices()));
        }
    }

    private long count(UUID id) {
        try {
            var reader = rows();
            long rows = 0;
            while (reader.next().isPresent()) {
                rows++;
            }
            return rows;
        } catch (MalformedFileException e) {
            throw e.refusal(id, NOTHING);
        }
    }

    /** Its rows from its beginning. */
    RowReader rows() {
        try {
            InputStream content = Channels.newInputStream(channel.position(0));
            return RowReader.of(upload.type(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RegistryException mismatch(UUID id, String message) {
        return new RegistryException(Refusal.MANIFEST_MISMATCH, message + NOTHING).with("import", id);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

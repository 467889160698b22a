package dev.hallmark.registry.imports;

import dev.hallmark.registry.manifest.SignedManifest;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** A first look at a file with a manifest, before any of it takes effect. */
final class Inspection {

    private static final String NOTHING = "Nothing of it is imported.";

    private final UUID id;
    private final SignedManifest manifest;
    private final RowReader reader;
    private final MessageDigest sha256;
    private long rows;

    Inspection(UUID id, SignedManifest manifest, RowReader reader) {
        this.id = id;
        this.manifest = manifest;
        this.reader = reader;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void see(byte[] piece) {
        sha256.update(piece);
        try {
            reader.read(piece, row -> rows++);
        } catch (MalformedFileException e) {
            throw e.refusal(id, NOTHING);
        }
    }

    /** Refuses what is not the file that was signed; true when it is. */
    boolean end() {
        try {
            reader.end(row -> rows++);
        } catch (MalformedFileException e) {
            throw e.refusal(id, NOTHING);
        }
        var digest = sha256.digest();
        if (!manifest.isOf(digest)) {
            throw mismatch("The file is not the one that was signed: its SHA-256 is "
                    + HexFormat.of().formatHex(digest) + ". " + NOTHING);
        }
        if (rows != manifest.devices()) {
            throw mismatch(
                    "The file has %d rows, and its manifest says %d. ".formatted(rows, manifest.devices()) + NOTHING);
        }
        return true;
    }

    private RegistryException mismatch(String message) {
        return new RegistryException(Refusal.MANIFEST_MISMATCH, message).with("import", id);
    }
}

package dev.hallmark.registry.imports;

import dev.hallmark.registry.manifest.ManifestSettings;
import dev.hallmark.registry.manifest.SignedManifest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Where files with a manifest wait for their last octet: only then is it known whether they are the signed ones. */
@ApplicationScoped
class Spools {

    private final Vertx vertx;
    private final Path directory;

    Spools(Vertx vertx, ManifestSettings settings) {
        this.vertx = vertx;
        this.directory = settings.spoolDirectory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Reads a body to its end; what comes out is the file of the manifest, whose reader is {@code reader}. */
    Uni<Spool> checked(UUID id, SignedManifest manifest, Multi<byte[]> body, RowReader reader) {
        var inspection = new Inspection(id, manifest, reader);
        return vertx.executeBlocking(this::open, true).chain(spool -> spool.keep(body, inspection)
                .chain(() -> vertx.executeBlocking(inspection::end, true))
                .onFailure()
                .invoke(spool::close)
                .replaceWith(spool));
    }

    /** The file has no name once it is open, so a crash leaves nothing behind. */
    private Spool open() throws IOException {
        var file = Files.createTempFile(directory, "import-", null); // readable by us alone
        var channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        return new Spool(vertx, channel);
    }
}

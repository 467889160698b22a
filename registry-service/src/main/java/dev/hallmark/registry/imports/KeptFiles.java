package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.time.ShuttingDown;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Files of dry runs, kept for a day in parts of rows, so that any replica can import them without their being sent again.
 */
@ApplicationScoped
public class KeptFiles {

    private static final Logger LOG = Logger.getLogger(KeptFiles.class);

    private static final Duration KEPT = Duration.ofHours(24);
    /** An import that begins at the last moment reads its file to the end. */
    private static final Duration READ_TO_ITS_END = Duration.ofHours(24);

    private static final int PART = 1 << 20;

    /** About two million rows; a larger file is sent again. */
    private static final int MOST_PARTS = 256;

    private static final String FORGET = "delete from file_import_part where tenant = $1 and import = $2";

    private static final String ADD =
            "insert into file_import_part (tenant, import, number, octets) values ($1, $2, $3, $4)";

    private static final String KEEP =
            "update file_import set content_type = $3, kept_until = $4 where tenant = $1 and id = $2";

    private static final String BEGIN = "update file_import set started_import = coalesce(started_import, $3)"
            + " where tenant = $1 and id = $2 and kept_until > $4"
            + " returning batch, updates, manifest, content_type, started_import";

    private static final String READ =
            "select octets from file_import_part where tenant = $1 and import = $2 and number = $3";

    private static final String EXPIRE = "delete from file_import_part p using file_import i"
            + " where i.tenant = p.tenant and i.id = p.import and coalesce(i.kept_until, i.updated_at) < $1";

    private final Pool pool;
    private final ImportStore imports;
    private final Clock clock;

    /**
     * A file that is kept, and what its dry run was for.
     *
     * @param started the import that begins with it, or has begun
     * @param manifest that it came with
     */
    public record KeptFile(
            TenantId tenant,
            UUID dryRun,
            UUID started,
            UUID batch,
            boolean update,
            Optional<String> manifest,
            MediaType type) {}

    KeptFiles(Pool pool, ImportStore imports, Clock clock) {
        this.pool = pool;
        this.imports = imports;
        this.clock = clock;
    }

    /** Where a file is written to while its dry run reads it. */
    Copy copy(ImportRequest request, MediaType type) {
        return new Copy(Tuple.of(request.tenant().name(), request.id()), type);
    }

    /** The file of a dry run; every call names the same import that begins with it. */
    public Uni<KeptFile> begin(TenantId tenant, UUID dryRun) {
        return imports.report(tenant, dryRun)
                .chain(known -> pool.preparedQuery(BEGIN)
                        .execute(Tuple.of(tenant.name(), dryRun, UUID.randomUUID(), OffsetDateTime.now(clock))))
                .map(found -> found.stream()
                        .findFirst()
                        .map(row -> kept(tenant, dryRun, row))
                        .orElseThrow(KeptFiles::notKept));
    }

    private static KeptFile kept(TenantId tenant, UUID dryRun, Row row) {
        return new KeptFile(
                tenant,
                dryRun,
                row.getUUID("started_import"),
                row.getUUID("batch"),
                row.getBoolean("updates"),
                Optional.ofNullable(row.getString("manifest")),
                MediaType.valueOf(row.getString("content_type")));
    }

    /** The file from its beginning. Blocks, as whoever reads it does. */
    public UploadedFile open(KeptFile kept) {
        return UploadedFile.of(kept.type(), new SequenceInputStream(new Parts(kept.tenant(), kept.dryRun())));
    }

    private static RegistryException notKept() {
        return new RegistryException(
                Refusal.FILE_NOT_KEPT,
                "No file is kept of this import: only that of a dry run with keep=true is, for 24 hours, up to 256 MB."
                        + " Send the file again.");
    }

    /** Deletes what is over; a file whose dry run never ended, too. */
    @Scheduled(
            every = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> expire() {
        return pool.preparedQuery(EXPIRE)
                .execute(Tuple.of(OffsetDateTime.now(clock).minus(READ_TO_ITS_END)))
                .onFailure()
                .invoke(e -> LOG.warnf("deleting kept files is retried: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Writes what it gets in parts. Blocks, as the import does that reads the file. */
    final class Copy extends OutputStream {

        private final Tuple key;
        private final MediaType type;
        private final byte[] part = new byte[PART];
        private int filled;
        private int number;

        private Copy(Tuple key, MediaType type) {
            this.key = key;
            this.type = type;
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            for (int done = 0; done < length && number <= MOST_PARTS; ) {
                int more = Math.min(length - done, PART - filled);
                System.arraycopy(octets, offset + done, part, filled, more);
                filled += more;
                done += more;
                if (filled == PART) {
                    store();
                }
            }
        }

        private void store() {
            if (number == 0) {
                forget();
            }
            if (number < MOST_PARTS) {
                var octets = Buffer.buffer(Arrays.copyOf(part, filled));
                ImportService.await(pool.preparedQuery(ADD)
                        .execute(key().addInteger(number).addValue(octets))
                        .replaceWithVoid());
            }
            number++;
            filled = 0;
        }

        private void forget() {
            ImportService.await(pool.preparedQuery(FORGET).execute(key).replaceWithVoid());
        }

        /** The file was read to its end: keeps it, unless it is too large. */
        void keep() {
            store();
            if (number > MOST_PARTS) {
                forget();
                return;
            }
            var until = OffsetDateTime.now(clock).plus(KEPT);
            ImportService.await(pool.preparedQuery(KEEP)
                    .execute(key().addString(type.toString()).addValue(until))
                    .replaceWithVoid());
        }

        private Tuple key() {
            return Tuple.of(key.getString(0), key.getUUID(1));
        }
    }

    /** Reads the parts of a file one after the other. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else.
    private final class Parts implements Enumeration<InputStream> {

        private final TenantId tenant;
        private final UUID dryRun;
        private int number;
        private Optional<InputStream> next;

        private Parts(TenantId tenant, UUID dryRun) {
            this.tenant = tenant;
            this.dryRun = dryRun;
        }

        @Override
        public boolean hasMoreElements() {
            if (next == null) {
                next =
                        ImportService.await(pool.preparedQuery(READ).execute(Tuple.of(tenant.name(), dryRun, number++)))
                                .stream()
                                .findFirst()
                                .map(row -> new ByteArrayInputStream(
                                        row.getBuffer("octets").getBytes()));
            }
            return next.isPresent();
        }

        @Override
        public InputStream nextElement() {
            if (!hasMoreElements()) {
                throw new NoSuchElementException();
            }
            var part = next.get();
            next = null;
            return part;
        }
    }
}

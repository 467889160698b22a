package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.time.ShuttingDown;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.quarkus.runtime.configuration.MemorySize;
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
 * Each tenant has room for so many; uploads that run at once may exceed it by a part each.
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

    private static final String FORGET = "delete from file_import_part where file = $1";

    private static final String ADD = "insert into file_import_part (file, number, octets, stored_at, tenant)"
            + " select $1::uuid, $2::int, $3::bytea, $4::timestamptz, $5::text"
            + " where octet_length($3::bytea) + (select coalesce(sum(octet_length(octets)), 0)"
            + " from file_import_part where tenant = $5::text) <= $6::bigint";

    /** The first whole file stays: what is sent again under the same key must not replace what somebody has reviewed. */
    private static final String KEEP =
            "update file_import set kept_file = $3, kept_parts = $4, content_type = $5, kept_until = $6, not_kept = null"
                    + " where tenant = $1 and id = $2 and (kept_file is null or kept_until < $7)";

    private static final String NOT_KEPT = "update file_import set not_kept = $3"
            + " where tenant = $1 and id = $2 and (kept_file is null or kept_until < $4)";

    private static final String COMPLETED = "exists (select 1 from file_import i"
            + " where i.tenant = d.tenant and i.id = d.started_import and i.state = 'completed')";

    private static final String BEGIN = "update file_import d set started_import = coalesce(started_import, $3),"
            + " started_register = coalesce(started_register, $5, false)"
            + " where tenant = $1 and id = $2 and (kept_until > $4 or " + COMPLETED + ")"
            + " returning batch, updates, manifest, content_type, kept_file, kept_parts, started_import,"
            + " started_register, " + COMPLETED + " as completed";

    private static final String DELETE = "with over as (update file_import set kept_until = null where kept_file = $1)"
            + " delete from file_import_part where file = $1";

    private static final String READ = "select octets from file_import_part where file = $1 and number = $2";

    private static final String EXPIRE = "delete from file_import_part p where p.stored_at < $1"
            + " and not exists (select 1 from file_import i where i.kept_file = p.file and i.kept_until >= $1)";

    private final Pool pool;
    private final ImportStore imports;
    private final MemorySize quota;
    private final Clock clock;

    /**
     * A file that is kept, and what its dry run was for.
     *
     * @param started the import that begins with it, or has begun
     * @param registers whether that also registers devices
     * @param completed whether that is over, and the file deleted
     * @param manifest that it came with
     */
    public record KeptFile(
            UUID file,
            int parts,
            UUID started,
            boolean registers,
            boolean completed,
            UUID batch,
            boolean update,
            Optional<String> manifest,
            MediaType type) {}

    KeptFiles(Pool pool, ImportStore imports, KeptFileSettings settings, Clock clock) {
        this.pool = pool;
        this.imports = imports;
        this.quota = settings.quota();
        this.clock = clock;
    }

    /** Where a file is written to while its dry run reads it. */
    Copy copy(ImportRequest request, MediaType type) {
        return new Copy(request, type);
    }

    /**
     * The file of a dry run; every call names the same import that begins with it.
     *
     * @param register whether that also registers devices: what the first call said, which a later one need not repeat
     */
    public Uni<KeptFile> begin(TenantId tenant, UUID dryRun, Optional<Boolean> register) {
        return imports.report(tenant, dryRun)
                .chain(known -> pool.preparedQuery(BEGIN)
                        .execute(Tuple.of(
                                tenant.name(),
                                dryRun,
                                UUID.randomUUID(),
                                OffsetDateTime.now(clock),
                                register.orElse(null))))
                .map(found -> found.stream().findFirst().orElseThrow(KeptFiles::notKept))
                .invoke(row -> requireSame(row.getBoolean("started_register"), register))
                .map(KeptFiles::kept);
    }

    private static void requireSame(boolean first, Optional<Boolean> register) {
        if (register.isPresent() && first != register.get()) {
            throw new RegistryException(
                            Refusal.STARTED_DIFFERENTLY,
                            "The import of this file was started with register=%s. Start it with that again, or send the file again."
                                    .formatted(first))
                    .with("field", "register");
        }
    }

    private static KeptFile kept(Row row) {
        return new KeptFile(
                row.getUUID("kept_file"),
                row.getInteger("kept_parts"),
                row.getUUID("started_import"),
                row.getBoolean("started_register"),
                row.getBoolean("completed"),
                row.getUUID("batch"),
                row.getBoolean("updates"),
                Optional.ofNullable(row.getString("manifest")),
                MediaType.valueOf(row.getString("content_type")));
    }

    /** The file from its beginning. Blocks, as whoever reads it does. */
    UploadedFile open(KeptFile kept) {
        return UploadedFile.of(kept.type(), new SequenceInputStream(new Parts(kept)));
    }

    /** After its import. */
    Uni<Void> delete(KeptFile kept) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(kept.file())).replaceWithVoid();
    }

    private static RegistryException notKept() {
        return new RegistryException(
                Refusal.FILE_NOT_KEPT,
                "No file is kept of this import: only that of a dry run with keep=true is, for 24 hours, up to 256 MB."
                        + " Send the file again.");
    }

    /** Deletes what is over; parts of a file that was never kept, too. */
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

        private final UUID file = UUID.randomUUID();
        private final ImportRequest request;
        private final MediaType type;
        private final byte[] part = new byte[PART];
        private Optional<String> notKept = Optional.empty();
        private int filled;
        private int number;

        private Copy(ImportRequest request, MediaType type) {
            this.request = request;
            this.type = type;
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            for (int done = 0; done < length && notKept.isEmpty(); ) {
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
            if (number == MOST_PARTS) {
                giveUp("The file is larger than 256 MB.");
            } else if (!isStored()) {
                giveUp("The files that are kept for the tenant would exceed its quota of %d MB."
                                .formatted(quota.asLongValue() >> 20)
                        + " They are deleted as soon as they are imported, or after 24 hours.");
            }
            number++;
            filled = 0;
        }

        private boolean isStored() {
            var octets = Buffer.buffer(Arrays.copyOf(part, filled));
            var values = Tuple.of(file, number, octets, OffsetDateTime.now(clock))
                    .addString(request.tenant().name())
                    .addLong(quota.asLongValue());
            return ImportService.await(pool.preparedQuery(ADD).execute(values)).rowCount() > 0;
        }

        /** The dry run goes on. */
        private void giveUp(String why) {
            notKept = Optional.of(why);
            discard();
        }

        /** The file was read to its end: keeps it, unless it is too large, or one is kept already. */
        void keep() {
            if (filled > 0 && notKept.isEmpty()) {
                store();
            }
            if (notKept.isPresent()) {
                explain(notKept.get());
            } else if (!isKept()) {
                discard();
            }
        }

        private void explain(String why) {
            var values = Tuple.of(request.tenant().name(), request.id(), why, OffsetDateTime.now(clock));
            ImportService.await(pool.preparedQuery(NOT_KEPT).execute(values).replaceWithVoid());
        }

        private boolean isKept() {
            var now = OffsetDateTime.now(clock);
            var values = Tuple.of(request.tenant().name(), request.id(), file, number, type.toString(), now.plus(KEPT))
                    .addValue(now);
            return ImportService.await(pool.preparedQuery(KEEP).execute(values)).rowCount() > 0;
        }

        void discard() {
            ImportService.await(
                    pool.preparedQuery(FORGET).execute(Tuple.of(file)).replaceWithVoid());
        }
    }

    /** Reads the parts of a file one after the other. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else.
    private final class Parts implements Enumeration<InputStream> {

        private final KeptFile kept;
        private int number;

        private Parts(KeptFile kept) {
            this.kept = kept;
        }

        @Override
        public boolean hasMoreElements() {
            return number < kept.parts();
        }

        @Override
        public InputStream nextElement() {
            if (!hasMoreElements()) {
                throw new NoSuchElementException();
            }
            return ImportService.await(pool.preparedQuery(READ).execute(Tuple.of(kept.file(), number++))).stream()
                    .findFirst()
                    .map(row -> new ByteArrayInputStream(row.getBuffer("octets").getBytes()))
                    .orElseThrow(KeptFiles::notKept);
        }
    }
}

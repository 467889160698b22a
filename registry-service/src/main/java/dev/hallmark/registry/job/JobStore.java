package dev.hallmark.registry.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Jobs as rows, each seen by its own tenant only, and the devices that are left of each. */
@ApplicationScoped
class JobStore {

    /** More than a person reads. */
    private static final int SHOWN_REFUSALS = 1000;

    private static final String OPEN = "insert into device_job"
            + " (tenant, id, command, reason, asked, actor, audit, state, devices, created_at, updated_at)"
            + " values ($1, $2, $3, $4, $5, $6, $7, 'running', 0, $8, $8) on conflict do nothing";

    private static final String SELECT = "select tenant, id, command, reason, asked, actor, audit, state, devices,"
            + " changed, unchanged, refused, created_at, updated_at from device_job";

    private static final String COUNTED = "update device_job set devices = $3 where tenant = $1 and id = $2";
    private static final String FIND = SELECT + " where tenant = $1 and id = $2";

    private static final String LIST = SELECT + " where tenant = $1 and ($2::uuid is null or"
            + " (created_at, id) < (select created_at, id from device_job where tenant = $1 and id = $2))"
            + " order by created_at desc, id desc limit $3";

    private static final String REFUSALS = "select encode(device, 'hex') as device, refusal from device_job_device"
            + " where tenant = $1 and job = $2 and refusal is not null order by device limit $3";

    /** The job that has waited longest, of those on which no other replica works. */
    private static final String NEXT =
            SELECT + " where state = 'running' order by updated_at limit 1 for update skip locked";

    private static final String LEFT = "select device from device_job_device"
            + " where tenant = $1 and job = $2 and refusal is null order by device limit $3";

    private static final String DONE =
            "delete from device_job_device where tenant = $1 and job = $2 and device = any ($3)";

    private static final String REFUSED = "update device_job_device d set refusal = r.refusal"
            + " from unnest($3::bytea[], $4::text[]) r (device, refusal)"
            + " where d.tenant = $1 and d.job = $2 and d.device = r.device";

    private static final String ADVANCE = "update device_job set changed = changed + $3, unchanged = unchanged + $4,"
            + " refused = refused + $5, updated_at = $6 where tenant = $1 and id = $2";

    private static final String CLOSE = "update device_job set state = $3, updated_at = $4"
            + " where tenant = $1 and id = $2 and state = 'running'";

    private static final String DROP_LEFT =
            "delete from device_job_device where tenant = $1 and job = $2 and refusal is null";

    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;

    /** A job that is being worked on. */
    record Running(TenantId tenant, UUID id, JobCommand command, String reason, String actor, AuditRecorded began) {}

    JobStore(Pool pool, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    /** Begins a job; false when there is one with this id, which must be of the same request. */
    Uni<Boolean> open(SqlClient transaction, UUID id, NewJob wanted, AuditRecorded began) {
        var tenant = began.tenant();
        var asked = write(wanted);
        var values = key(tenant, id)
                .addString(wanted.command().name().toLowerCase(Locale.ROOT))
                .addString(wanted.reason())
                .addString(asked)
                .addString(began.actor().subject())
                .addString(write(began))
                .addValue(now());
        return transaction
                .preparedQuery(OPEN)
                .execute(values)
                .chain(opened -> opened.rowCount() > 0
                        ? Uni.createFrom().item(true)
                        : row(transaction, tenant, id)
                                .invoke(row -> requireSame(row, asked))
                                .replaceWith(false));
    }

    private static void requireSame(Row row, String asked) {
        if (!row.getString("asked").equals(asked)) {
            throw new RegistryException(
                    Refusal.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key belongs to another job. Use a new one.");
        }
    }

    Uni<Void> count(SqlClient transaction, TenantId tenant, UUID id, long devices) {
        return transaction
                .preparedQuery(COUNTED)
                .execute(key(tenant, id).addLong(devices))
                .replaceWithVoid();
    }

    /** With its refusals. */
    Uni<Job> find(SqlClient client, TenantId tenant, UUID id) {
        return row(client, tenant, id).chain(row -> client.preparedQuery(REFUSALS)
                .mapping(one -> new Job.Refused(one.getString("device"), one.getString("refusal")))
                .execute(key(tenant, id).addInteger(SHOWN_REFUSALS))
                .map(refusals -> job(row, refusals.stream().toList())));
    }

    private static Uni<Row> row(SqlClient client, TenantId tenant, UUID id) {
        return client.preparedQuery(FIND).execute(key(tenant, id)).map(found -> found.stream()
                .findFirst()
                .orElseThrow(() -> new RegistryException(Refusal.NOT_FOUND, "There is no such job.")));
    }

    /** The latest first, after this one; without their refusals. */
    Uni<List<Job>> list(TenantId tenant, Optional<UUID> after, int limit) {
        return pool.preparedQuery(LIST)
                .mapping(row -> job(row, null))
                .execute(Tuple.of(tenant.name(), after.orElse(null), limit))
                .map(found -> found.stream().toList());
    }

    /** Locks a job that is not over, for one chunk. */
    Uni<Optional<Running>> next(SqlClient transaction) {
        return transaction.query(NEXT).execute().map(found -> found.stream()
                .findFirst()
                .map(this::running));
    }

    private Running running(Row row) {
        return new Running(
                TenantId.of(row.getString("tenant")),
                row.getUUID("id"),
                JobCommand.valueOf(row.getString("command").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getString("actor"),
                read(row.getString("audit")));
    }

    /** Devices that are left, in the order of ids: no two jobs wait for each other's. */
    Uni<List<DeviceId>> left(SqlClient transaction, Running job, int limit) {
        return transaction
                .preparedQuery(LEFT)
                .mapping(row -> DeviceId.of(row.getBuffer("device").getBytes()))
                .execute(key(job.tenant(), job.id()).addInteger(limit))
                .map(found -> found.stream().toList());
    }

    /** @param refusals of the devices that were refused, by device */
    Uni<Void> advance(
            SqlClient transaction,
            Running job,
            List<DeviceId> changed,
            List<DeviceId> unchanged,
            Map<DeviceId, String> refusals) {
        var done = Stream.concat(changed.stream(), unchanged.stream())
                .map(JobStore::octets)
                .toArray(Buffer[]::new);
        var refused = List.copyOf(refusals.keySet());
        var values = key(job.tenant(), job.id())
                .addLong((long) changed.size())
                .addLong((long) unchanged.size())
                .addLong((long) refused.size())
                .addValue(now());
        return transaction
                .preparedQuery(DONE)
                .execute(key(job.tenant(), job.id()).addValue(done))
                .chain(() -> transaction
                        .preparedQuery(REFUSED)
                        .execute(key(job.tenant(), job.id())
                                .addValue(refused.stream().map(JobStore::octets).toArray(Buffer[]::new))
                                .addValue(refused.stream().map(refusals::get).toArray(String[]::new))))
                .chain(() -> transaction.preparedQuery(ADVANCE).execute(values))
                .replaceWithVoid();
    }

    /** Ends a job; whether it was running. What it has done stays. */
    Uni<Boolean> close(SqlClient transaction, TenantId tenant, UUID id, Job.State state) {
        return transaction
                .preparedQuery(CLOSE)
                .execute(key(tenant, id)
                        .addString(state.name().toLowerCase(Locale.ROOT))
                        .addValue(now()))
                .map(closed -> closed.rowCount() > 0)
                .call(() -> transaction.preparedQuery(DROP_LEFT).execute(key(tenant, id)));
    }

    private static Job job(Row row, List<Job.Refused> refusals) {
        return new Job(
                row.getUUID("id"),
                row.getString("command").replace('_', '-'),
                row.getString("reason"),
                Job.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("devices"),
                row.getLong("changed"),
                row.getLong("unchanged"),
                row.getLong("refused"),
                refusals,
                row.getString("actor"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private AuditRecorded read(String record) {
        try {
            return json.readValue(record, AuditRecorded.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Buffer octets(DeviceId id) {
        return Buffer.buffer(id.bytes());
    }

    private static Tuple key(TenantId tenant, UUID id) {
        return Tuple.of(tenant.name(), id);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}

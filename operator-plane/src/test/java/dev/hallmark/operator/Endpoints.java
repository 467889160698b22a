package dev.hallmark.operator;

import static dev.hallmark.operator.access.Permission.DEVICES_CHANGE;
import static dev.hallmark.operator.access.Permission.DEVICES_READ;
import static dev.hallmark.operator.access.Permission.FACTORY_KEYS_CHANGE;

import dev.hallmark.commons.access.Public;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Requires;
import dev.hallmark.operator.audit.AuditTrail;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;

/** Endpoints of each declaration, and of none. */
public final class Endpoints {

    private Endpoints() {}

    /** For operators. */
    @Path("/api/test/v1/things")
    @Requires(DEVICES_READ)
    public static class Things {

        private final Caller caller;

        Things(Caller caller) {
            this.caller = caller;
        }

        @GET
        public String list(
                @QueryParam("limit") @DefaultValue("50") int limit,
                @QueryParam("device") DeviceId device,
                @QueryParam("all") @DefaultValue("false") boolean all,
                @QueryParam("from") Long from,
                @QueryParam("since") Instant since) {
            var wanted = from == null && since == null ? "" : " " + from + " " + since;
            return caller.tenant() + " " + caller.actor() + " " + limit + " " + device + " " + all + wanted;
        }

        @GET
        @Path("{id}")
        public String device(@PathParam("id") DeviceId id) {
            return id.hex();
        }

        @GET
        @Path("{id}/certificates/{serial}/{version}/{import}")
        public String many(
                @PathParam("id") DeviceId id,
                @PathParam("serial") SerialNumber serial,
                @PathParam("version") int version,
                @PathParam("import") UUID upload) {
            return id.hex() + serial + version + upload;
        }

        @POST
        @Consumes({"application/json", "text/csv"})
        @Requires(DEVICES_CHANGE)
        public String change(String body) {
            return body;
        }

        @POST
        @Path("keys")
        @Requires(FACTORY_KEYS_CHANGE)
        public String key() {
            return "added";
        }
    }

    /** Changes, each with its audit record. */
    @Path("/api/test/v1/changes")
    @Requires(DEVICES_CHANGE)
    public static class Changes {

        private static final String CHANGE = "insert into thing (id) values ($1)";

        private final Pool pool;
        private final Outbox outbox;
        private final AuditTrail audit;

        Changes(Pool pool, Outbox outbox, AuditTrail audit) {
            this.pool = pool;
            this.outbox = outbox;
            this.audit = audit;
        }

        @POST
        @Path("{id}")
        public Uni<String> change(
                @PathParam("id") String id, @QueryParam("fails") @DefaultValue("false") boolean fails) {
            return pool.withTransaction(transaction -> transaction
                    .preparedQuery(CHANGE)
                    .execute(Tuple.of(id))
                    .chain(() -> outbox.append(transaction, audit.done(new Target("thing", id), "it was time")))
                    .invoke(() -> {
                        if (fails) {
                            throw new IllegalStateException("as the test wants it");
                        }
                    })
                    .replaceWith(id));
        }
    }

    /** Forgotten, where operators call. */
    @Path("/api/test/v1/forgotten")
    public static class Forgotten {

        @GET
        public String get() {
            return "forgotten";
        }
    }

    /** Forgotten, where anyone calls. */
    @Path("/elsewhere")
    public static class Elsewhere {

        @GET
        public String get() {
            return "forgotten";
        }

        @GET
        @Public
        @Path("public")
        public String open() {
            return "open";
        }

        @GET
        @Requires(DEVICES_READ)
        @Path("guarded")
        public String guarded() {
            return "guarded";
        }
    }

    /** Public by its declaration, for operators by its path. */
    @Public
    @Path("/api/test/v1/public")
    public static class PublicBelowApi {

        @GET
        public String get() {
            return "open";
        }
    }
}

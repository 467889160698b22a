package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateReleased;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which certificates are held, those too of which nothing else is known yet. */
@ApplicationScoped
class Holds {

    private static final String LEARN =
            """
            insert into certificate (device, serial, tenant, held, crl_number)
            select distinct on (device, serial) *
            from unnest($1::bytea[], $2::text[], $3::text[], $4::boolean[], $5::bigint[])
                as told (device, serial, tenant, held, crl_number)
            order by device, serial, crl_number desc
            on conflict (device, serial) do update set held = excluded.held, crl_number = excluded.crl_number
            where certificate.crl_number is null or certificate.crl_number < excluded.crl_number
            """;

    private record Hold(TenantId tenant, DeviceId device, SerialNumber serial, boolean held, long crlNumber) {}

    /** Takes in what was told of holds and releases; other events are passed over. */
    Uni<Void> learn(SqlConnection transaction, List<Event> events) {
        var holds = events.stream().flatMap(Holds::hold).toList();
        return holds.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(LEARN).execute(columns(holds)).replaceWithVoid();
    }

    private static Stream<Hold> hold(Event event) {
        return switch (event.data()) {
            case CertificateHeld told ->
                Stream.of(new Hold(event.tenant(), told.deviceId(), told.serial(), true, told.crlNumber()));
            case CertificateReleased told ->
                Stream.of(new Hold(event.tenant(), told.deviceId(), told.serial(), false, told.crlNumber()));
            default -> Stream.empty();
        };
    }

    private static Tuple columns(List<Hold> holds) {
        return Tuple.of(
                column(holds, hold -> Buffer.buffer(hold.device().bytes())).toArray(Buffer[]::new),
                column(holds, hold -> hold.serial().hex()).toArray(String[]::new),
                column(holds, hold -> hold.tenant().name()).toArray(String[]::new),
                column(holds, Hold::held).toArray(Boolean[]::new),
                column(holds, Hold::crlNumber).toArray(Long[]::new));
    }

    private static <R> Stream<R> column(List<Hold> holds, Function<Hold, R> value) {
        return holds.stream().map(value);
    }
}

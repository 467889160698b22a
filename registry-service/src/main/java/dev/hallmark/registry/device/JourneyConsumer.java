package dev.hallmark.registry.device;

import dev.hallmark.events.Event;
import dev.hallmark.messaging.inbox.Inbox;
import dev.hallmark.registry.timeline.Timeline;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows devices through the other services: each step moves a device's stage forward and is in its timeline. */
@ApplicationScoped
class JourneyConsumer {

    /**
     * Of several steps of one device the furthest counts. A step of an earlier generation, or one that arrives late, changes
     * nothing. Devices are locked in the order of their ids, and after them the days on which some were onboarded.
     */
    private static final String ADVANCE = "with step as ("
            + " select id, tenant, generation, max(stage::device_stage) as stage, max(at) as at"
            + " from unnest($1::bytea[], $2::text[], $3::int[], $4::text[], $5::timestamptz[])"
            + " s (id, tenant, generation, stage, at)"
            + " group by id, tenant, generation"
            + "), behind as ("
            + " select d.id, s.stage, s.at from device d"
            + " join step s on s.id = d.id and s.tenant = d.tenant and s.generation = d.generation"
            + " where d.stage < s.stage order by d.id for update of d"
            + "), advanced as ("
            + " update device d set stage = behind.stage from behind where d.id = behind.id"
            + " returning d.tenant, d.stage, behind.at"
            + ") insert into onboarding_day as counted (tenant, day, devices)"
            + " select tenant, (at at time zone 'UTC')::date, count(*) from advanced where stage = 'onboarded'"
            + " group by 1, 2 order by 1, 2"
            + " on conflict (tenant, day) do update set devices = counted.devices + excluded.devices";

    private final Inbox inbox;
    private final Timeline timeline;

    JourneyConsumer(Inbox inbox, Timeline timeline) {
        this.inbox = inbox;
        this.timeline = timeline;
    }

    @Incoming("attestation")
    Uni<Void> attestation(ConsumerRecords<String, byte[]> records) {
        return inbox.consume("registry-attestation", records, this::follow);
    }

    @Incoming("certificates")
    Uni<Void> certificates(ConsumerRecords<String, byte[]> records) {
        return inbox.consume("registry-certificates", records, this::follow);
    }

    @Incoming("onboarding")
    Uni<Void> onboarding(ConsumerRecords<String, byte[]> records) {
        return inbox.consume("registry-onboarding", records, this::follow);
    }

    private Uni<Void> follow(SqlConnection transaction, List<Event> events) {
        var steps =
                events.stream().flatMap(event -> JourneyStep.of(event).stream()).toList();
        if (steps.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return advance(
                        transaction,
                        steps.stream().filter(step -> step.stage().isPresent()).toList())
                .chain(() -> timeline.append(
                        transaction, steps.stream().map(JourneyStep::entry).toList()));
    }

    private static Uni<Void> advance(SqlConnection transaction, List<JourneyStep> steps) {
        if (steps.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var values = Tuple.tuple()
                .addValue(steps.stream()
                        .map(step -> Buffer.buffer(step.entry().device().bytes()))
                        .toArray(Buffer[]::new))
                .addArrayOfString(
                        steps.stream().map(step -> step.entry().tenant().name()).toArray(String[]::new))
                .addArrayOfInteger(steps.stream().map(JourneyStep::generation).toArray(Integer[]::new))
                .addArrayOfString(steps.stream()
                        .map(step -> step.stage().orElseThrow().toString())
                        .toArray(String[]::new))
                .addArrayOfOffsetDateTime(steps.stream()
                        .map(step -> step.entry().at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        return transaction.preparedQuery(ADVANCE).execute(values).replaceWithVoid();
    }
}

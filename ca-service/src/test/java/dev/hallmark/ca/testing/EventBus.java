package dev.hallmark.ca.testing;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** What the service publishes about certificates. */
public final class EventBus implements AutoCloseable {

    private final TopicReader<Event> events = TopicReader.events(Topics.CERTIFICATES);
    private final TopicReader<Event> audit = TopicReader.events(Topics.AUDIT);

    /** All about a device so far, in order. */
    public <T extends EventData> List<T> of(DeviceId device, Class<T> form) {
        return events.read().stream()
                .filter(event -> event.key().equals(device.hex()) && form.isInstance(event.data()))
                .map(event -> form.cast(event.data()))
                .toList();
    }

    /** The audit records of requests for this path so far, in order. */
    public List<AuditRecorded> audited(String path) {
        return audit.read().stream()
                .flatMap(event -> event.data() instanceof AuditRecorded record ? Stream.of(record) : Stream.empty())
                .filter(record -> record.path().equals(path))
                .toList();
    }

    /** Another device, whose events come in one order with those of this one: by the same partition. */
    public static TestDevice neighbour(TestDevice device) {
        return Stream.generate(TestDevice::unmet)
                .filter(other -> partition(other) == partition(device))
                .findFirst()
                .orElseThrow();
    }

    private static int partition(TestDevice device) {
        var key = device.id().hex().getBytes(StandardCharsets.UTF_8);
        return BuiltInPartitioner.partitionForKey(key, Infrastructure.PARTITIONS);
    }

    @Override
    public void close() {
        events.close();
        audit.close();
    }
}

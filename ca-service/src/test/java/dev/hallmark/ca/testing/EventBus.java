package dev.hallmark.ca.testing;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.Topics;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** What the service publishes about certificates. */
public final class EventBus implements AutoCloseable {

    private final TopicReader<Event> events = TopicReader.events(Topics.CERTIFICATES);

    /** All about a device so far, in order. */
    public <T extends EventData> List<T> of(DeviceId device, Class<T> form) {
        return events.read().stream()
                .filter(event -> event.key().equals(device.hex()) && form.isInstance(event.data()))
                .map(event -> form.cast(event.data()))
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
    }
}

package dev.hallmark.policy;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.Events;
import dev.hallmark.events.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** What other services tell this one, and what it tells them, of tenant {@code default}. */
@ApplicationScoped
public class TestNews {

    private static final TenantId TENANT = TenantId.of("default");
    private static final Duration QUIET = Duration.ofMillis(300);

    private final TestTopics topics;
    private final Events events;

    TestNews(TestTopics topics, Events events) {
        this.topics = topics;
        this.events = events;
    }

    public Event event(EventData data) {
        return events.of(TENANT, data);
    }

    public void tell(EventData... news) throws InterruptedException, ExecutionException {
        topics.send(Arrays.stream(news).map(this::event).toList());
    }

    /** Everything told about the onboarding of these devices so far. */
    public List<EventData> onboardings(Set<DeviceId> devices) {
        return topics.read(Topics.ONBOARDING, QUIET).stream()
                .filter(event -> devices.contains(DeviceId.parse(event.key())))
                .map(Event::data)
                .toList();
    }

    public List<EventData> onboardings(TestDevice device) {
        return onboardings(Set.of(device.id()));
    }
}

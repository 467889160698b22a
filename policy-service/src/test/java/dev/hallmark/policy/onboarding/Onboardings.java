package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.Topics;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TopicReader;
import java.util.List;
import java.util.Set;

/** What the service has published about onboardings. */
final class Onboardings {

    private static final TopicReader<Event> EVENTS = TopicReader.events(Topics.ONBOARDING);

    private Onboardings() {}

    static List<EventData> of(TestDevice device) {
        return of(Set.of(device.id()));
    }

    static List<EventData> of(Set<DeviceId> devices) {
        return EVENTS.read().stream()
                .filter(event -> devices.contains(DeviceId.parse(event.key())))
                .map(Event::data)
                .toList();
    }
}

package dev.hallmark.attestation;

import dev.hallmark.events.Event;
import dev.hallmark.events.Topics;
import dev.hallmark.testkit.TopicReader;
import java.util.List;

/** What this service has published. */
public final class TestBroker {

    private static final TopicReader<Event> EVENTS = TopicReader.events(Topics.ATTESTATION);

    private TestBroker() {}

    public static List<Event> published() {
        return EVENTS.read();
    }
}

package dev.hallmark.sandbox.component;

import dev.hallmark.embedded.KafkaServer;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/** A Kafka broker with the topics of the system. */
public record KafkaComponent(KafkaServer.Settings settings) implements Component {
    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String address() {
        return "127.0.0.1:" + settings.port();
    }

    @Override
    public Set<String> after() {
        return Set.of();
    }

    @Override
    public void start(Consumer<Running> spawned) throws IOException {
        spawned.accept(new Broker(KafkaServer.start(settings)));
    }

    private record Broker(KafkaServer server) implements Running {
        @Override
        public Process process() {
            return server.process();
        }

        @Override
        public void stop() {
            server.close();
        }
    }
}

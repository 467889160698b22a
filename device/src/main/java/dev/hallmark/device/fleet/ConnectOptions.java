package dev.hallmark.device.fleet;

import dev.hallmark.device.mqtt.Application;
import java.time.Duration;
import java.util.Optional;

/**
 * How a fleet uses its broker.
 *
 * @param messages how many each device publishes
 * @param answers how long a device waits for the application's answers
 * @param application answers each message, if there is one
 */
public record ConnectOptions(int concurrency, int messages, Duration answers, Optional<Application> application) {

    public static ConnectOptions defaults() {
        return new ConnectOptions(32, 1, Duration.ofSeconds(10), Optional.empty());
    }

    public ConnectOptions withConcurrency(int devices) {
        return new ConnectOptions(devices, messages, answers, application);
    }

    public ConnectOptions withMessages(int each) {
        return new ConnectOptions(concurrency, each, answers, application);
    }

    public ConnectOptions withApplication(Application counterpart) {
        return new ConnectOptions(concurrency, messages, answers, Optional.of(counterpart));
    }
}

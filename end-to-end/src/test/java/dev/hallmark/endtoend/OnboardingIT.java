package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.mqtt.MqttSession;
import dev.hallmark.device.onboarding.Arrival;
import dev.hallmark.endtoend.system.Broker;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The main journey: a batch of devices comes to Mosquitto. */
class OnboardingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SUCCESS = 0x00;
    /** Accepted, though there is no subscriber. */
    private static final int NO_MATCHING_SUBSCRIBERS = 0x10;

    private static final int GRANTED_QOS_1 = 0x01;
    private static final int NOT_AUTHORIZED = 0x87;

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);
    private final Fleet fleet = Fleet.of(sandbox);

    @Test
    void twoHundredFromJsonExchangeMessages() throws Exception {
        var devices = Fleet.make(200);
        operator.register(Fleet.ids(devices));

        comeOnBoard(devices, "application/json", Fleet.json(devices));
    }

    @Test
    void fiftyFromCsvExchangeMessages() throws Exception {
        var devices = Fleet.make(50);
        operator.register(Fleet.ids(devices));

        comeOnBoard(devices, "text/csv", "device\r\n" + String.join("\r\n", Fleet.ids(devices)) + "\r\n");
    }

    private void comeOnBoard(List<DeviceKeys> devices, String contentType, String file) throws Exception {
        // Given
        var batch = operator.batch();
        var report = operator.importFile(batch, contentType, file);
        assertThat(report.accepted()).as("%s", report).isEqualTo(devices.size());

        // When
        var arrivals = fleet.onboard(devices);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(operator.devices(batch, "onboarded"))
                .hasSize(devices.size()));
        try (var application =
                Broker.of(sandbox).application(arrivals.getFirst().connection())) {
            for (var arrival : arrivals) {
                exchangeMessages(arrival);
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(application.heard()).isEqualTo(devices.size()));
        }
    }

    /** One message to the application, and its answer. */
    private static void exchangeMessages(Arrival arrival) throws Exception {
        var details = arrival.connection();
        var name = arrival.deviceId().commonName();
        var answers = new ArrayBlockingQueue<String>(1);
        try (var session = MqttSession.open(
                details, arrival.certificate(), message -> answers.add(message.topic() + " " + message.payload()))) {
            assertThat(session.subscribe("devices/" + name + "/down/#").code()).isEqualTo(GRANTED_QOS_1);
            assertThat(session.publish("devices/" + name + "/up/hello", "I am " + name)
                            .code())
                    .isEqualTo(SUCCESS);
            assertThat(answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("devices/" + name + "/down/answer I am " + name);
        }
    }

    @Test
    void aDeviceMayPublishUnderItsOwnTopicAndNowhereElse() throws Exception {
        // Given
        var arrivals = arrivals(2);
        var own = arrivals.getFirst().deviceId().commonName();
        var other = arrivals.getLast().deviceId().commonName();
        try (var session = open(arrivals.getFirst(), new ConcurrentLinkedQueue<>())) {
            // When
            var published = List.of(
                    session.publish("devices/" + own + "/up/temperature", "21"),
                    session.publish("devices/" + own + "/down/command", "x"),
                    session.publish("devices/" + other + "/up/temperature", "99"),
                    session.publish("anything", "x"));

            // Then
            assertThat(published)
                    .map(reason -> reason.code())
                    .containsExactly(NO_MATCHING_SUBSCRIBERS, NOT_AUTHORIZED, NOT_AUTHORIZED, NOT_AUTHORIZED);
        }
    }

    /** Mosquitto grants every subscription and looks at the right to read when it delivers. */
    @Test
    void aDeviceHearsWhatIsMeantForItAndNothingElse() throws Exception {
        // Given
        var arrivals = arrivals(2);
        var curious = arrivals.getFirst();
        var other = arrivals.getLast();
        var heard = new ConcurrentLinkedQueue<String>();
        try (var application = Broker.of(sandbox).application(curious.connection());
                var session = open(curious, heard)) {
            assertThat(session.subscribe("#").accepted()).isTrue();

            // When: the other device's messages come first
            exchangeMessages(other);
            assertThat(session.publish("devices/" + name(curious) + "/up/hello", "mine")
                            .code())
                    .isEqualTo(SUCCESS);

            // Then
            await().atMost(PATIENCE).until(() -> !heard.isEmpty());
            assertThat(heard).containsExactly("devices/" + name(curious) + "/down/answer mine");
            assertThat(application.heard()).isEqualTo(2);
        }
    }

    private List<Arrival> arrivals(int count) throws Exception {
        var devices = Fleet.make(count);
        operator.welcome(Fleet.ids(devices));
        return fleet.onboard(devices);
    }

    private static MqttSession open(Arrival arrival, Queue<String> heard) throws Exception {
        return MqttSession.open(
                arrival.connection(),
                arrival.certificate(),
                message -> heard.add(message.topic() + " " + message.payload()));
    }

    private static String name(Arrival arrival) {
        return arrival.deviceId().commonName();
    }
}

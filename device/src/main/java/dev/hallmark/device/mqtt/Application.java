package dev.hallmark.device.mqtt;

import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.identity.ClientCertificate;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * A cloud application that receives the messages of all devices and answers each, so that a fleet can check the whole
 * round trip. It needs broker rights that devices do not have.
 */
public final class Application implements AutoCloseable {

    private static final String FROM_DEVICES = "devices/+/up/#";

    private final LongAdder heard = new LongAdder();
    private final MqttSession session;

    private Application(ConnectionDetails details, ClientCertificate certificate)
            throws MqttFailedException, InterruptedException {
        var own = new AtomicReference<MqttSession>();
        session = MqttSession.open(details, certificate, message -> answer(own.get(), message));
        own.set(session);
        var reason = session.subscribe(FROM_DEVICES);
        if (!reason.accepted()) {
            throw new MqttFailedException(
                    "the application may not subscribe to the devices' messages: " + reason, null);
        }
    }

    public static Application start(ConnectionDetails details, ClientCertificate certificate)
            throws MqttFailedException, InterruptedException {
        return new Application(details, certificate);
    }

    /** The number of messages received from devices. */
    public long heard() {
        return heard.sum();
    }

    private void answer(MqttSession own, Message message) {
        heard.increment();
        var device = message.topic().split("/", 3)[1];
        own.post("devices/" + device + "/down/answer", message.payload());
    }

    @Override
    public void close() {
        session.close();
    }
}

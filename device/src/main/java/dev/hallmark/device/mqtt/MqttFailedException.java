package dev.hallmark.device.mqtt;

/** There is no session; the message is short, and the same for the same cause. */
public final class MqttFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    MqttFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

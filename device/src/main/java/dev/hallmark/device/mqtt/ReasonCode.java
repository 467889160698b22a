package dev.hallmark.device.mqtt;

import com.hivemq.client.mqtt.mqtt5.message.Mqtt5ReasonCode;

/** An MQTT 5 reason code; those below 128 mean success. */
public record ReasonCode(int code, String name) {

    private static final int FIRST_ERROR = 0x80;

    static ReasonCode of(Mqtt5ReasonCode reason) {
        return new ReasonCode(reason.getCode(), reason.toString());
    }

    public boolean accepted() {
        return code < FIRST_ERROR;
    }

    @Override
    public String toString() {
        return "0x%02X %s".formatted(code, name);
    }
}

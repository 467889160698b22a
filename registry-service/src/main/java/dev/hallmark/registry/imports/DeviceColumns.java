package dev.hallmark.registry.imports;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Devices of a file as columns, for a statement that reads them all at once by {@code unnest}. */
public final class DeviceColumns {

    private static final byte[] NONE = {};

    private DeviceColumns() {}

    /**
     * Adds six parameters: id and public_key as bytea[], then serial, model, root_of_trust and algorithm as text[];
     * what a file leaves out is empty in them.
     */
    public static Tuple addTo(Tuple values, List<DeviceEntry> devices) {
        return values.addValue(ids(devices))
                .addValue(devices.stream().map(DeviceColumns::publicKey).toArray(Buffer[]::new))
                .addArrayOfString(texts(devices, DeviceEntry::serial))
                .addArrayOfString(texts(devices, DeviceEntry::model))
                .addArrayOfString(texts(devices, DeviceEntry::rootOfTrust))
                .addArrayOfString(texts(devices, DeviceEntry::algorithm));
    }

    /** The ids alone, as a bytea[] parameter. */
    public static Object ids(List<DeviceEntry> devices) {
        return devices.stream()
                .map(device -> Buffer.buffer(device.id().bytes()))
                .toArray(Buffer[]::new);
    }

    private static Buffer publicKey(DeviceEntry device) {
        return Buffer.buffer(
                device.publicKey().isEmpty() ? NONE : Base64.getDecoder().decode(device.publicKey()));
    }

    private static String[] texts(List<DeviceEntry> devices, Function<DeviceEntry, String> text) {
        return devices.stream().map(text).toArray(String[]::new);
    }
}

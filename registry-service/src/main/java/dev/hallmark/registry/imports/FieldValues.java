package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.HardwareSerial;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.KeyAlgorithm;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The values of one row while it is read, and the row that they make. */
final class FieldValues {

    /** Of model and root of trust. */
    private static final int LONGEST_TEXT = 128;

    private static final int DIGITS = 2 * DeviceId.LENGTH;

    private final Map<Column, String> values = new EnumMap<>(Column.class);

    void clear() {
        values.clear();
    }

    void put(Column column, String value) {
        values.put(column, FieldText.stripped(value));
    }

    ImportRow toRow(long number, long line) {
        try {
            return new ImportRow.Good(number, line, toEntry());
        } catch (UnusableRowException e) {
            return new ImportRow.Bad(number, line, e.getMessage());
        }
    }

    private DeviceEntry toEntry() throws UnusableRowException {
        var key = key();
        return new DeviceEntry(
                id(key),
                key.map(FieldValues::base64).orElse(""),
                serial(),
                text(Column.MODEL),
                text(Column.ROOT_OF_TRUST),
                algorithm(key));
    }

    private DeviceId id(Optional<SubjectPublicKey> key) throws UnusableRowException {
        var given = value(Column.DEVICE_ID);
        if (key.isEmpty()) {
            return parse(given);
        }
        var hashed = key.get().deviceId();
        if (!given.isEmpty() && !parse(given).equals(hashed)) {
            throw new UnusableRowException("the public key's hash is another device id: " + hashed);
        }
        return hashed;
    }

    private static DeviceId parse(String text) throws UnusableRowException {
        if (text.isEmpty()) {
            throw new UnusableRowException("no device id");
        }
        if (text.length() != DIGITS) {
            throw new UnusableRowException("a device id has 64 hexadecimal characters, not %d: %s"
                    .formatted(text.length(), FieldText.shown(text)));
        }
        try {
            return DeviceId.parse(text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UnusableRowException("a device id has hexadecimal characters only: " + FieldText.shown(text), e);
        }
    }

    private Optional<SubjectPublicKey> key() throws UnusableRowException {
        var text = value(Column.PUBLIC_KEY);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(SubjectPublicKey.parse(text));
        } catch (InvalidPublicKeyException e) {
            throw new UnusableRowException("the public key cannot be used: " + e.getMessage(), e);
        }
    }

    /** In one form, whichever the file has. */
    private static String base64(SubjectPublicKey key) {
        return Base64.getEncoder().encodeToString(key.der());
    }

    private String algorithm(Optional<SubjectPublicKey> key) throws UnusableRowException {
        var name = value(Column.ALGORITHM);
        if (name.isEmpty()) {
            return "";
        }
        var algorithm = algorithm(name);
        if (key.isPresent() && !key.get().allows(algorithm)) {
            throw new UnusableRowException("the public key does not fit " + algorithm.jose());
        }
        return algorithm.jose();
    }

    private static KeyAlgorithm algorithm(String name) throws UnusableRowException {
        try {
            return KeyAlgorithm.named(name);
        } catch (IllegalArgumentException e) {
            throw new UnusableRowException("unknown algorithm: " + FieldText.shown(name), e);
        }
    }

    /** A serial that a certificate cannot hold is rejected here. */
    private String serial() throws UnusableRowException {
        var serial = value(Column.SERIAL);
        try {
            return serial.isEmpty() ? "" : visible(Column.SERIAL, new HardwareSerial(serial).text());
        } catch (IllegalArgumentException e) {
            throw new UnusableRowException("serial " + e.getMessage(), e);
        }
    }

    private String text(Column column) throws UnusableRowException {
        var text = value(column);
        if (text.length() > LONGEST_TEXT) {
            throw new UnusableRowException(column.member() + " is longer than " + LONGEST_TEXT + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new UnusableRowException(column.member() + " holds control characters");
        }
        return visible(column, text);
    }

    private static String visible(Column column, String text) throws UnusableRowException {
        if (text.codePoints().anyMatch(FieldText::isInvisible)) {
            throw new UnusableRowException(column.member() + " holds invisible characters: " + FieldText.shown(text));
        }
        return text;
    }

    private String value(Column column) {
        return values.getOrDefault(column, "");
    }
}

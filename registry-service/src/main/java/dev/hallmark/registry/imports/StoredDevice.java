package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.KeyAlgorithm;
import dev.hallmark.commons.identity.SubjectPublicKey;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.device.Stage;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the registry has of a device that a row names.
 *
 * @param ours whether it is of the caller's tenant; another tenant's device cannot be registered
 * @param says what is stored, as a row would say it
 */
public record StoredDevice(boolean ours, Optional<UUID> batch, Stage stage, Standing standing, DeviceEntry says) {

    /**
     * A value that a row says differently, or for the first time.
     *
     * @param stored empty where nothing is
     */
    record Difference(Column column, String stored, String said) {

        @Override
        public String toString() {
            var name = column.member();
            if (column == Column.PUBLIC_KEY) {
                return "no " + name + " is stored, the file has one";
            }
            return stored.isEmpty()
                    ? "no %s is stored, the file says \"%s\"".formatted(name, FieldText.shown(said))
                    : "the stored %s is \"%s\", not \"%s\""
                            .formatted(name, FieldText.shown(stored), FieldText.shown(said));
        }
    }

    public DeviceId id() {
        return says.id();
    }

    public boolean isActive() {
        return standing == Standing.ACTIVE;
    }

    /** How a row differs from what is stored, for the report; empty when it does not. */
    public Optional<String> objection(DeviceEntry row, boolean update) {
        var differences = differences(row);
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        var remedy = update
                ? obstacle(row)
                        .map(reason -> " and cannot be changed: " + reason)
                        .orElse("")
                : "; an operator can change it with update=true";
        return Optional.of(differences.stream().map(Difference::toString).collect(Collectors.joining("; ")) + remedy);
    }

    /** Whether a row says something new that may still be stored. */
    boolean canChangeTo(DeviceEntry row) {
        return !differences(row).isEmpty() && obstacle(row).isEmpty();
    }

    /** What a row leaves out is not compared. The key of a device never differs, since its id is the key's hash. */
    List<Difference> differences(DeviceEntry row) {
        return Stream.of(
                        new Difference(
                                Column.PUBLIC_KEY,
                                says.publicKey(),
                                says.publicKey().isEmpty() ? row.publicKey() : ""),
                        new Difference(Column.SERIAL, says.serial(), row.serial()),
                        new Difference(Column.MODEL, says.model(), row.model()),
                        new Difference(Column.ROOT_OF_TRUST, says.rootOfTrust(), row.rootOfTrust()),
                        new Difference(Column.ALGORITHM, algorithm(row), row.algorithm()))
                .filter(one -> !one.said().isEmpty() && !one.said().equals(one.stored()))
                .toList();
    }

    /** The one that is stored, or else the one that the stored key is for. */
    private String algorithm(DeviceEntry row) {
        return row.algorithm().isEmpty() || !says.algorithm().isEmpty()
                ? says.algorithm()
                : key().map(key -> key.algorithm().jose()).orElse("");
    }

    /** Once a device has attested, what is stored of it is in tokens and certificates. */
    private Optional<String> obstacle(DeviceEntry row) {
        if (!isActive()) {
            return Optional.of("the device is " + standing.name().toLowerCase(Locale.ROOT));
        }
        if (stage != Stage.REGISTERED) {
            return Optional.of("the device is " + stage);
        }
        return row.algorithm().isEmpty()
                ? Optional.empty()
                : key().filter(key -> !key.allows(KeyAlgorithm.named(row.algorithm())))
                        .map(key -> "the stored key does not fit " + row.algorithm());
    }

    private Optional<SubjectPublicKey> key() {
        if (says.publicKey().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SubjectPublicKey.parse(Base64.getDecoder().decode(says.publicKey())));
        } catch (InvalidPublicKeyException e) {
            throw new IllegalStateException("a stored key of a device cannot be read", e);
        }
    }
}

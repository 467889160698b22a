package dev.hallmark.registry;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Devices as operators name them: by the id, or by the common name, which is what certificates and brokers' logs show.
 */
@ApplicationScoped
public class DeviceNames {

    private static final Pattern COMMON_NAME = Pattern.compile("dev-([0-9a-f]{32})");
    /** Two rows are enough to see that a name is not one device's. */
    private static final String FIND = "select id from device where tenant = $1 and id between $2 and $3 limit 2";

    private static final int ID_DIGITS = 2 * DeviceId.LENGTH;

    private final Pool pool;

    DeviceNames(Pool pool) {
        this.pool = pool;
    }

    /** The id that a name stands for; of an id, in any case, whether there is such a device is not looked at. */
    public Uni<DeviceId> idOf(TenantId tenant, String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var commonName = COMMON_NAME.matcher(lower);
        return commonName.matches()
                ? find(tenant, lower, commonName.group(1))
                : Uni.createFrom().item(() -> parse(lower).orElseThrow(DeviceNames::unknown));
    }

    /** The least id that begins with these digits. */
    public static Buffer first(String digits) {
        return bound(digits, "0");
    }

    /** The greatest id that begins with these digits. */
    public static Buffer last(String digits) {
        return bound(digits, "f");
    }

    private Uni<DeviceId> find(TenantId tenant, String commonName, String digits) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(tenant.name(), first(digits), last(digits)))
                .map(found -> only(found, commonName));
    }

    private static DeviceId only(RowSet<Row> found, String commonName) {
        if (found.size() > 1) {
            throw new RegistryException(
                    Refusal.NOT_FOUND,
                    "Several devices have the common name %s: name one by its id.".formatted(commonName));
        }
        return found.stream()
                .findFirst()
                .map(row -> DeviceId.of(row.getBuffer("id").getBytes()))
                .orElseThrow(DeviceNames::unknown);
    }

    private static Optional<DeviceId> parse(String text) {
        try {
            return Optional.of(DeviceId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Buffer bound(String digits, String filling) {
        return Buffer.buffer(HexFormat.of().parseHex(digits + filling.repeat(ID_DIGITS - digits.length())));
    }

    private static RegistryException unknown() {
        return new RegistryException(Refusal.NOT_FOUND, "There is no such device.");
    }
}

package dev.hallmark.registry.device;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.DeviceNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which devices are wanted, as a condition on device rows {@code d}. */
public final class DeviceFilter {

    private static final String OF_TENANT_NAMED = " where tenant = $1 and (id::text = %1$s or name = %1$s)";

    /** The first of each state in the order of ids, from its part of an index; of these the first in that order. */
    private static final String OF_ANY_STATE =
            """
            d.id = any (array(
                select one.id from (
                    select first.id from unnest(enum_range(null::device_stage)) s (stage)
                    cross join lateral (
                        select id from device where tenant = $1 and standing = 'active' and stage = s.stage %1$s
                        order by id limit %2$s) first
                    union all
                    select first.id from unnest(enum_range(null::device_standing)) s (standing)
                    cross join lateral (
                        select id from device
                        where tenant = $1 and standing <> 'active' and standing = s.standing %1$s
                        order by id limit %2$s) first) one
                order by one.id limit %2$s))""";

    /** The beginning of either; of a common name 32 digits are there. */
    private static final Pattern ID_OR_COMMON_NAME = Pattern.compile("(dev-(?=.{1,32}$))?(?<digits>[0-9a-f]{1,64})");

    private final Optional<String> state;
    private final Optional<String> batch;
    private final Optional<String> policy;
    private final Optional<String> text;
    private final Optional<DeviceId> after;

    /** A condition with its parameters. */
    public record Query(String where, Tuple values) {}

    /**
     * Those that match all that is given.
     *
     * @param batch id or name
     * @param policy id or name
     * @param text the beginning of an id, a common name, a serial or a model
     * @param after the id before the first of the page
     */
    DeviceFilter(
            Optional<String> state,
            Optional<String> batch,
            Optional<String> policy,
            Optional<String> text,
            Optional<DeviceId> after) {
        this.state = state;
        this.batch = batch;
        this.policy = policy;
        this.text = text;
        this.after = after;
    }

    /** The same from the first of all pages. */
    public static DeviceFilter of(
            Optional<String> state, Optional<String> batch, Optional<String> policy, Optional<String> text) {
        return new DeviceFilter(state, batch, policy, text, Optional.empty());
    }

    /** All of them, in no order. */
    public Query all(TenantId tenant) {
        var values = Tuple.of(tenant.name());
        return new Query(conditions(values).toString(), values);
    }

    Query query(TenantId tenant, int limit) {
        var values = Tuple.of(tenant.name());
        var where = conditions(values);
        var behind = after.map(id -> add(values, Buffer.buffer(id.bytes())));
        behind.ifPresent(id -> where.append(" and d.id > ").append(id));
        var most = add(values, limit);
        if (isOpen()) {
            var furtherOn = behind.map(id -> "and id > " + id).orElse("");
            where.append(" and ").append(OF_ANY_STATE.formatted(furtherOn, most));
        }
        where.append(" order by d.id limit ").append(most);
        return new Query(where.toString(), values);
    }

    private StringBuilder conditions(Tuple values) {
        var where = new StringBuilder(" where d.tenant = $1");
        state.map(DeviceState::require).ifPresent(wanted -> where.append(ofState(wanted, values)));
        batch.ifPresent(wanted -> where.append(" and d.batch in (select id from batch")
                .append(OF_TENANT_NAMED.formatted(add(values, wanted)))
                .append(")"));
        policy.ifPresent(wanted -> where.append(
                        " and d.batch in (select id from batch where tenant = $1 and policy in (select id from policy")
                .append(OF_TENANT_NAMED.formatted(add(values, wanted)))
                .append("))"));
        text.ifPresent(wanted -> where.append(beginningWith(wanted, values)));
        return where;
    }

    private boolean isOpen() {
        return Stream.of(state, batch, policy, text).allMatch(Optional::isEmpty);
    }

    private static String ofState(String state, Tuple values) {
        if (DeviceState.isStage(state)) {
            return " and d.standing = 'active' and d.stage = %s::text::device_stage".formatted(add(values, state));
        }
        return " and d.standing = %s::text::device_standing".formatted(add(values, state));
    }

    private static String beginningWith(String text, Tuple values) {
        var pattern = add(values, text.replaceAll("[\\\\%_]", "\\\\$0") + "%");
        var condition = "d.serial like %1$s or d.model like %1$s".formatted(pattern);
        var id = ID_OR_COMMON_NAME.matcher(text.toLowerCase(Locale.ROOT));
        if (id.matches()) {
            condition += " or d.id between %s and %s"
                    .formatted(
                            add(values, DeviceNames.first(id.group("digits"))),
                            add(values, DeviceNames.last(id.group("digits"))));
        }
        return " and (" + condition + ")";
    }

    private static String add(Tuple values, Object value) {
        values.addValue(value);
        return "$" + values.size();
    }
}

package dev.hallmark.registry.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.commons.validation.PlainText;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A command for many devices as an operator asks for it: for those that are named, or for all that a filter finds.
 *
 * @param devices ids or common names; null with a filter
 * @param filter null with devices
 * @param expected how many devices the operator was shown; when it is another number by now, nothing is done. Required with
 *     a filter
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NewJob(
        @NotNull JobCommand command,
        @NotBlank @Size(max = 500) @PlainText String reason,
        @Size(min = 1, max = MOST) List<@NotNull @PlainText String> devices,
        @Valid Filter filter,
        @Positive Long expected) {

    /** Of devices that are named one by one. */
    static final int MOST = 1000;

    /**
     * Devices that match all that is given.
     *
     * @param batch id or name
     * @param policy id or name
     * @param q the beginning of an id, a common name, a serial or a model
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Filter(
            @PlainText String state,
            @PlainText String batch,
            @PlainText String policy,
            @Size(max = 128) @PlainText String q) {

        boolean isEmpty() {
            return Stream.of(state, batch, policy, q).allMatch(text -> text == null || text.isBlank());
        }
    }

    /** Refuses one that does not say which devices, or says it twice. */
    NewJob requireSelection() {
        if (Objects.isNull(devices) == Objects.isNull(filter)) {
            throw invalid("devices", "devices or filter: one of both says which devices");
        }
        if (filter != null && filter.isEmpty()) {
            throw invalid("filter", "filter: at least one of state, batch, policy and q is given");
        }
        return this;
    }

    /** Refuses a filter without the number of devices that it found. */
    NewJob requireExpected() {
        if (filter != null && expected == null) {
            throw invalid(
                    "expected", "expected: with a filter, the number of devices that it finds; dryRun=true says it");
        }
        return this;
    }

    private static RegistryException invalid(String field, String message) {
        return new RegistryException(Refusal.INVALID_REQUEST, message).with("field", field);
    }
}

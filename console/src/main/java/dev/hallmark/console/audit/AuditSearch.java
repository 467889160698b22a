package dev.hallmark.console.audit;

import dev.hallmark.client.audit.AuditFilter;
import dev.hallmark.console.frame.Address;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Which records somebody looks for; each is empty when it is not asked for.
 *
 * @param what a permission such as {@code devices:change}, or a type of event
 * @param from the first day, in UTC
 * @param to the last day
 */
public record AuditSearch(String actor, String what, String target, String id, String outcome, String from, String to) {

    private static final String EVENT = "dev.hallmark.";

    public AuditSearch {
        actor = given(actor);
        what = given(what);
        target = given(target);
        id = given(id);
        outcome = given(outcome);
        from = given(from);
        to = given(to);
    }

    /** Whether anything is asked for. */
    public boolean isNarrow() {
        return !(actor + what + target + id + outcome + from + to).isEmpty();
    }

    String address() {
        return new Address("/audit")
                .and("actor", actor)
                .and("what", what)
                .and("target", target)
                .and("id", id)
                .and("outcome", outcome)
                .and("from", from)
                .and("to", to)
                .toString();
    }

    AuditFilter filter() {
        var event = what.startsWith(EVENT);
        return new AuditFilter(
                day(from).map(AuditSearch::start),
                day(to).map(last -> start(last.plusDays(1))),
                present(event ? what : ""),
                present(actor),
                present(event ? "" : what),
                present(outcome),
                present(target),
                present(id));
    }

    /** A day that a browser sends as a date; empty for anything else. */
    static Optional<LocalDate> day(String text) {
        try {
            return present(given(text)).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String given(String value) {
        return value == null ? "" : value.strip();
    }

    private static Optional<String> present(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }
}

package dev.hallmark.messaging.deadletter;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Where a dead letter is kept, written {@code <consumer>.<partition>.<offset>}.
 *
 * @param consumer that could not process it
 */
public record DeadLetterId(String consumer, int partition, long offset) implements Comparable<DeadLetterId> {

    private static final Pattern FORM = Pattern.compile("([a-z0-9-]{1,100})\\.(\\d{1,5})\\.(\\d{1,18})");
    private static final Comparator<DeadLetterId> ORDER = Comparator.comparing(DeadLetterId::consumer)
            .thenComparing(DeadLetterId::partition)
            .thenComparing(DeadLetterId::offset);

    /** @throws IllegalArgumentException when it is not one */
    public static DeadLetterId parse(String text) {
        var id = FORM.matcher(text);
        if (!id.matches()) {
            throw new IllegalArgumentException("a dead letter's id such as registry-policies.0.17 is accepted");
        }
        return new DeadLetterId(id.group(1), Integer.parseInt(id.group(2)), Long.parseLong(id.group(3)));
    }

    /** By consumers, then the oldest first. */
    @Override
    public int compareTo(DeadLetterId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return consumer + "." + partition + "." + offset;
    }
}

package dev.hallmark.events.audit.chain;

import dev.hallmark.commons.identity.TenantId;
import java.time.Instant;

/** What the verification of an export has shown. */
public sealed interface Verdict {

    /** In a sentence. */
    String text();

    /**
     * Nothing was changed, removed, inserted or moved.
     *
     * @param first the first record, as {@code last} the last; 0 when there is none
     * @param statements how many signed statements agree with them
     * @param at when the last of these was signed
     */
    record Intact(TenantId tenant, long first, long last, long statements, Instant at) implements Verdict {

        @Override
        public String text() {
            var records = last == 0 ? "no records" : "records %d to %d".formatted(first, last);
            return "intact: tenant %s, %s, %d signed statements, the last of %s"
                    .formatted(tenant, records, statements, at);
        }
    }

    /** The first fault. */
    record Broken(String text) implements Verdict {}
}

package dev.hallmark.messaging.inbox;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells what heals by itself from what does not. */
final class Faults {

    /** Connection, transaction rollback, insufficient resources, operator intervention (PostgreSQL, appendix A). */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private static final int CLASS = 2;

    private Faults() {}

    /** Whether the infrastructure is at fault, so that the same work will succeed later. */
    static boolean passing(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused) {
                return refused.getSqlState() == null
                        || PASSING.contains(refused.getSqlState().substring(0, CLASS));
            }
            if (cause instanceof IOException
                    || cause instanceof VertxException
                    || cause instanceof TimeoutException
                    // What the pool fails with when no connection becomes free.
                    || cause instanceof NoStackTraceThrowable) {
                return true;
            }
        }
        return false;
    }
}

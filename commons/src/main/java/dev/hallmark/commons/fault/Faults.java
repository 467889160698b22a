package dev.hallmark.commons.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Distinguishes temporary faults from others: the one classification, for consumers and for HTTP responses. */
public final class Faults {

    /** Connection, transaction rollback, insufficient resources, operator intervention (PostgreSQL, appendix A). */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private static final int CLASS = 2;

    private Faults() {}

    /** Whether the infrastructure is at fault, so that the same work will succeed later. */
    public static boolean passing(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case DatabaseException refused -> {
                    return refused.getSqlState() == null
                            || PASSING.contains(refused.getSqlState().substring(0, CLASS));
                }
                // A refusal whose transaction could not be rolled back has two causes.
                case CompositeException several -> {
                    return several.getCauses().stream().anyMatch(Faults::passing);
                }
                case InfrastructureFault fault -> {
                    return fault.passes();
                }
                // An IOException by inheritance only.
                case JsonProcessingException json -> {
                    return false;
                }
                default -> {
                    if (isConnectionLost(cause)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isConnectionLost(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof VertxException
                || cause instanceof TimeoutException
                // The pool's failure when no connection becomes free.
                || cause instanceof NoStackTraceThrowable
                // Kafka's, which commons does not know: all of them are worth another attempt.
                || isRetriable(cause.getClass());
    }

    private static boolean isRetriable(Class<?> type) {
        return type != null
                && (type.getName().equals("org.apache.kafka.common.errors.RetriableException")
                        || isRetriable(type.getSuperclass()));
    }
}

package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;

/** What an import does with the devices of a file: it registers them, or puts them into a batch. */
@FunctionalInterface
public interface Intake {

    /** Stores devices, each of which is in the list once, within a transaction, and returns the outcome of each. */
    Uni<Map<DeviceId, Outcome>> store(SqlConnection transaction, ImportRequest request, List<DeviceEntry> devices);

    /** What became of a device of a file. */
    sealed interface Outcome {

        /** It is now as the file wants it. */
        record Accepted() implements Outcome {}

        /** It already was. */
        record Duplicate() implements Outcome {}

        /** It cannot be, for a reason that the report shows. */
        record Rejected(String reason) implements Outcome {}

        /** The outcome of a row that says the same as the one before it. */
        static Outcome repeated(Outcome before) {
            return before instanceof Accepted ? new Duplicate() : before;
        }
    }
}

package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;

/** What is done with the devices of a file. */
@FunctionalInterface
public interface Intake {

    /** Takes devices, each there once, within a transaction, and says of each what became of it. */
    Uni<Map<DeviceId, Verdict>> take(SqlConnection transaction, ImportRequest request, List<DeviceEntry> devices);
}

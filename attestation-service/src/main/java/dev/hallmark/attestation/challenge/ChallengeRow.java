package dev.hallmark.attestation.challenge;

import dev.hallmark.attestation.device.DeviceState;
import dev.hallmark.attestation.policy.AttestationPolicy;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.KeyAlgorithm;
import dev.hallmark.commons.identity.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the row of a challenge that was consumed. */
final class ChallengeRow {

    private ChallengeRow() {}

    static ConsumedChallenge consumed(ChallengeId id, Row row) {
        return new ConsumedChallenge(
                id,
                octets(row, "nonce"),
                octets(row, "public_key"),
                octets(row, "connection"),
                Optional.ofNullable(row.get(Buffer.class, "answer_key")).map(Buffer::getBytes),
                row.getBoolean("expired"),
                device(row),
                policy(row));
    }

    private static DeviceState device(Row row) {
        return new DeviceState(
                DeviceId.of(octets(row, "id")),
                TenantId.of(row.getString("tenant")),
                text(row, "batch"),
                text(row, "policy"),
                text(row, "serial"),
                text(row, "model"),
                text(row, "root_of_trust"),
                text(row, "algorithm").map(KeyAlgorithm::named),
                "ACTIVE".equals(row.getString("standing")),
                row.getInteger("generation"),
                row.getLong("version"),
                bootcount(row));
    }

    private static Optional<AttestationPolicy> policy(Row row) {
        return text(row, "policy_id")
                .map(known -> new AttestationPolicy(
                        text(row, "certificate_profile"),
                        List.of(row.getArrayOfStrings("algorithms")),
                        List.of(row.getArrayOfStrings("roots_of_trust")),
                        row.getBoolean("allow_unbound"),
                        text(row, "minimum_trust").filter("hardware"::equals).isPresent(),
                        text(row, "minimum_tls")
                                .filter(minimum -> !minimum.equals("1.2"))
                                .isPresent()));
    }

    private static OptionalLong bootcount(Row row) {
        var bootcount = row.getLong("bootcount");
        return bootcount == null ? OptionalLong.empty() : OptionalLong.of(bootcount);
    }

    private static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }

    private static byte[] octets(Row row, String column) {
        return row.get(Buffer.class, column).getBytes();
    }
}

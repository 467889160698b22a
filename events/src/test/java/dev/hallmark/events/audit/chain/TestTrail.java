package dev.hallmark.events.audit.chain;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.EventJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A trail with its statements, and exports of it. */
final class TestTrail {

    static final TenantId TENANT = TenantId.of("default");
    private static final KeyPair KEYS = keys();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<TrailLine> records = new ArrayList<>();
    private final List<SignedStatement> statements = new ArrayList<>();

    /** A trail of so many records. */
    static TestTrail of(int records) {
        var trail = new TestTrail();
        for (int i = 0; i < records; i++) {
            trail.append("{\"number\":%d}".formatted(i));
        }
        return trail;
    }

    void append(String data) {
        var hash = records.isEmpty() ? ChainHash.NONE : records.getLast().hash();
        records.add(line(entry(records.size() + 1, hash, data)));
    }

    static TrailEntry entry(long sequence, String previous, String data) {
        return new TrailEntry(
                TENANT,
                sequence,
                previous,
                NOW,
                UUID.randomUUID(),
                "dev.hallmark.audit.recorded.v1",
                "/tenants/default/services/test",
                NOW,
                "olga",
                data);
    }

    static TrailLine line(TrailEntry entry) {
        return TrailLine.record(entry.text(), ChainHash.of(entry.text()));
    }

    @CanIgnoreReturnValue
    SignedStatement checkpoint() {
        return sign(Statement.Kind.CHECKPOINT, null, records.size());
    }

    @CanIgnoreReturnValue
    SignedStatement cut(int last) {
        return sign(Statement.Kind.CUT, 1L, last);
    }

    private SignedStatement sign(Statement.Kind kind, Long first, int sequence) {
        var statement = new Statement(
                kind,
                TENANT,
                statements.size() + 1,
                statements.isEmpty() ? ChainHash.NONE : statements.getLast().hash(),
                first,
                sequence,
                sequence == 0 ? ChainHash.NONE : records.get(sequence - 1).hash(),
                NOW,
                "audit-checkpoints/1");
        statements.add(sign(statement, KEYS));
        return statements.getLast();
    }

    static SignedStatement sign(Statement statement, KeyPair keys) {
        try {
            var signer = Signature.getInstance("NONEwithECDSA");
            signer.initSign(keys.getPrivate());
            signer.update(ChainHash.digest(statement.text()));
            return SignedStatement.of(statement, signer.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** All statements but the last, the records from one on, the last statement. */
    List<TrailLine> export(int from) {
        var lines = new ArrayList<TrailLine>();
        statements.subList(0, statements.size() - 1).forEach(one -> lines.add(TrailLine.of(one)));
        lines.addAll(records.subList(from - 1, records.size()));
        lines.add(TrailLine.of(statements.getLast()));
        return lines;
    }

    static Verdict verify(List<TrailLine> export) {
        return verify(export, 1);
    }

    static Verdict verify(List<TrailLine> export, long from) {
        return verify(export, Optional.empty(), from);
    }

    static Verdict verify(List<TrailLine> export, Optional<SignedStatement> published) {
        return verify(export, published, 1);
    }

    private static Verdict verify(List<TrailLine> export, Optional<SignedStatement> published, long from) {
        return verify(export.stream().map(EventJson::write).collect(Collectors.joining("\n")), published, from);
    }

    static Verdict verifyText(String export) {
        return verify(export, Optional.empty(), 1);
    }

    private static Verdict verify(String text, Optional<SignedStatement> published, long from) {
        try {
            return new TrailVerifier(List.of(KEYS.getPublic()), published, from)
                    .verify(new BufferedReader(new StringReader(text)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

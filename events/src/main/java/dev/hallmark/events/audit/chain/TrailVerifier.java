package dev.hallmark.events.audit.chain;

import com.google.errorprone.annotations.FormatMethod;
import dev.hallmark.commons.identity.TenantId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Serial;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Verifies one export, line by line.
 *
 * <ol>
 *   <li>Each statement is signed, and continues the statement before it.
 *   <li>The first record is the first of the trail, or follows what a signed statement says was cut off. An export that
 *       was asked to begin later may begin after the record of any statement.
 *   <li>Each record has the hash that the file gives it, the next sequence number, and the hash of the record before it.
 *   <li>Each record that a statement names has the hash that the statement gives it.
 *   <li>The last line is a checkpoint, and its record is the last one.
 *   <li>A published checkpoint is one of the statements, or names one of the records.
 * </ol>
 */
public final class TrailVerifier {

    private final List<PublicKey> keys;
    private final Optional<SignedStatement> published;
    private final long from;

    /** Statements by the record that they name, as long as that record has not come. */
    private final TreeMap<Long, List<Statement>> due = new TreeMap<>();

    /** The records that the statements of this export name. */
    private final TreeSet<Long> anchors = new TreeSet<>();

    /** The last records of what was cut off. */
    private final TreeSet<Long> cuts = new TreeSet<>();

    private TenantId tenant;
    private SignedStatement lastStatement;
    private Statement said;
    private long statements;
    private TrailEntry last;
    private String lastHash;
    private long first;
    private long pinned;
    private long line;
    private boolean endsInStatement;
    private boolean compared;

    /**
     * @param keys any of which may have signed
     * @param published a checkpoint from outside of the export, which a trail that was cut or replaced contradicts
     * @param from the record that the export was asked to begin with; 1 when it is all that there is
     */
    public TrailVerifier(List<PublicKey> keys, Optional<SignedStatement> published, long from) {
        this.keys = List.copyOf(keys);
        this.published = published;
        this.from = from;
    }

    /** What breaks the chain. */
    private static final class Fault extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        @FormatMethod
        Fault(String message, Object... arguments) {
            super(message.formatted(arguments));
        }
    }

    /** Reads the export to its end, or to its first fault. */
    public Verdict verify(BufferedReader export) throws IOException {
        try {
            if (published.isPresent()) {
                expect(verified(published.get(), "the published checkpoint"));
            }
            for (var text = export.readLine(); text != null; text = export.readLine()) {
                line++;
                accept(read(text), export);
            }
            return end();
        } catch (Fault fault) {
            return new Verdict.Broken(fault.getMessage());
        }
    }

    private TrailLine read(String text) throws Fault {
        try {
            return TrailLine.read(text);
        } catch (IllegalArgumentException e) {
            throw new Fault("line %d is neither a record nor a statement: %s", line, e.getMessage());
        }
    }

    private void accept(TrailLine one, BufferedReader rest) throws Fault, IOException {
        endsInStatement = one.holdsStatement();
        if (endsInStatement) {
            accept(new SignedStatement(one.statement(), one.signature()));
        } else {
            accept(one.entry(), one.hash(), rest);
        }
    }

    private void accept(SignedStatement signed) throws Fault {
        var statement = verified(signed, "the statement in line " + line);
        if (lastStatement != null && statement.number() != said.number() + 1) {
            throw new Fault(
                    "statement %d is missing: %d follows %d", said.number() + 1, statement.number(), said.number());
        }
        if (lastStatement != null && !statement.previous().equals(lastStatement.hash())) {
            throw new Fault(
                    "statement %d was replaced: statement %d does not follow it", said.number(), statement.number());
        }
        requirePublished(signed, statement);
        lastStatement = signed;
        said = statement;
        statements++;
        anchors.add(statement.sequence());
        if (statement.kind() == Statement.Kind.CUT) {
            cuts.add(statement.sequence());
        }
        expect(statement);
    }

    private Statement verified(SignedStatement signed, String what) throws Fault {
        if (keys.stream().noneMatch(signed::isSignedBy)) {
            throw new Fault("%s is not signed by the key", what);
        }
        try {
            var statement = signed.content();
            requireTenant(statement.tenant(), what);
            return statement;
        } catch (IllegalArgumentException e) {
            throw new Fault("%s cannot be read: %s", what, e.getMessage());
        }
    }

    private void requireTenant(TenantId named, String what) throws Fault {
        if (tenant != null && !tenant.equals(named)) {
            throw new Fault("%s belongs to the tenant %s and not to %s", what, named, tenant);
        }
        tenant = named;
    }

    private void requirePublished(SignedStatement signed, Statement statement) throws Fault {
        if (published.isEmpty() || published.get().content().number() != statement.number()) {
            return;
        }
        if (!published.get().statement().equals(signed.statement())) {
            throw new Fault(
                    "statement %d is not the published one: the trail was replaced after that was signed",
                    statement.number());
        }
        compared = true;
    }

    /** Compares with the records that have come; what has not come yet is due. */
    private void expect(Statement statement) throws Fault {
        if (last != null && statement.sequence() == last.sequence()) {
            require(statement, lastHash);
        } else if (last == null || statement.sequence() > last.sequence()) {
            due.computeIfAbsent(statement.sequence(), sequence -> new ArrayList<>())
                    .add(statement);
        }
    }

    private void require(Statement statement, String hash) throws Fault {
        if (statement.hash().equals(hash)) {
            pinned = statement.sequence();
            compared |= isPublished(statement);
            return;
        }
        if (pinned + 1 == statement.sequence()) {
            throw new Fault(
                    "record %d was changed: statement %d of %s has another hash for it",
                    statement.sequence(), statement.number(), statement.at());
        }
        throw new Fault(
                "records were changed: one of %d to %d, since statement %d of %s has another hash for the last of them",
                pinned + 1, statement.sequence(), statement.number(), statement.at());
    }

    private boolean isPublished(Statement statement) {
        return published.isPresent() && published.get().content().equals(statement);
    }

    private void accept(String text, String hash, BufferedReader rest) throws Fault, IOException {
        var entry = entry(text);
        if (!ChainHash.of(text).equals(hash)) {
            throw new Fault("record %d was changed (line %d): its SHA-256 is not %s", entry.sequence(), line, hash);
        }
        requireTenant(entry.tenant(), "the record in line " + line);
        requireOrder(entry, rest);
        requirePrevious(entry);
        last = entry;
        lastHash = hash;
        for (var statement : Optional.ofNullable(due.remove(entry.sequence())).orElse(List.of())) {
            require(statement, hash);
        }
    }

    private TrailEntry entry(String text) throws Fault {
        try {
            return TrailEntry.read(text);
        } catch (IllegalArgumentException e) {
            var expected = last == null ? "the first record" : "record " + (last.sequence() + 1);
            throw new Fault("%s was changed (line %d): it cannot be read", expected, line);
        }
    }

    private void requireOrder(TrailEntry entry, BufferedReader rest) throws Fault, IOException {
        var expected = last == null ? begin(entry) : last.sequence() + 1;
        if (entry.sequence() < expected) {
            throw new Fault(
                    "record %d was inserted or moved: it comes after record %d (line %d)",
                    entry.sequence(), expected - 1, line);
        }
        if (last == null) {
            requireAll(expected);
        }
        if (entry.sequence() > expected) {
            var found = find(expected, rest);
            throw found.isPresent()
                    ? new Fault("record %d was moved: it comes in line %d", expected, found.get())
                    : new Fault(
                            "record %d was removed: %d comes in its place (line %d)", expected, entry.sequence(), line);
        }
    }

    /** The last record at or before this one that an export may begin with. */
    private long begin(TrailEntry entry) {
        var anchor = anchors.floor(entry.sequence() - 1);
        first = anchor == null ? 1 : anchor + 1;
        pinned = first - 1;
        return first;
    }

    /** What is not in the export was cut off by the service, or was not asked for. */
    private void requireAll(long begin) throws Fault {
        if (begin > Math.max(from, 1) && !cuts.contains(begin - 1)) {
            throw new Fault(
                    "records 1 to %d were removed: no signed statement says that they were cut off."
                            + " An export that was asked to begin later is verified from that record on",
                    begin - 1);
        }
    }

    private Optional<Long> find(long sequence, BufferedReader rest) throws IOException {
        var at = line;
        for (var text = rest.readLine(); text != null; text = rest.readLine()) {
            at++;
            try {
                var one = TrailLine.read(text);
                if (one.entry() != null && TrailEntry.read(one.entry()).sequence() == sequence) {
                    return Optional.of(at);
                }
            } catch (IllegalArgumentException e) {
                // Not the one that is looked for.
            }
        }
        return Optional.empty();
    }

    private void requirePrevious(TrailEntry entry) throws Fault {
        if (last == null) {
            requireBeginning(entry);
        } else if (!entry.previous().equals(lastHash)) {
            var changed = pinned == last.sequence() ? entry.sequence() : last.sequence();
            throw new Fault(
                    "record %d was changed: record %d has another hash for the one before it (line %d)",
                    changed, entry.sequence(), line);
        }
    }

    private void requireBeginning(TrailEntry entry) throws Fault {
        var before = due.headMap(entry.sequence());
        var named = Optional.ofNullable(before.get(entry.sequence() - 1)).orElse(List.of());
        var hashes = named.isEmpty()
                ? List.of(ChainHash.NONE)
                : named.stream().map(Statement::hash).toList();
        if (!hashes.stream().allMatch(entry.previous()::equals)) {
            throw new Fault("record %d was changed: it does not continue what was before it", entry.sequence());
        }
        before.clear();
    }

    private Verdict end() throws Fault {
        if (!endsInStatement || said.kind() != Statement.Kind.CHECKPOINT) {
            throw new Fault("the export is incomplete: its last line is not a checkpoint");
        }
        var end = last == null ? requireEmpty() : last.sequence();
        if (last == null) {
            requireAll(end + 1);
        }
        if (!due.isEmpty() && due.lastKey() > end) {
            var shows = due.lastEntry().getValue().getLast();
            throw new Fault(
                    "the tail was cut off: records %d to %d are missing, as statement %d of %s shows",
                    end + 1, shows.sequence(), shows.number(), shows.at());
        }
        if (published.isPresent() && !compared) {
            var unseen = published.get().content();
            throw new Fault(
                    "the published checkpoint is not compared: neither statement %d nor record %d is in the export",
                    unseen.number(), unseen.sequence());
        }
        return new Verdict.Intact(tenant, first, last == null ? 0 : end, statements, said.at());
    }

    /** An export without records: nothing has been appended since an earlier statement, or ever. */
    private long requireEmpty() throws Fault {
        var same = due.get(said.sequence());
        if (said.sequence() > 0
                && (statements == 1 || !same.stream().allMatch(one -> one.hash().equals(said.hash())))) {
            throw new Fault("the records up to %d are missing", said.sequence());
        }
        return said.sequence();
    }
}

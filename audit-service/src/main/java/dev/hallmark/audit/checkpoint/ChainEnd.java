package dev.hallmark.audit.checkpoint;

import dev.hallmark.events.audit.chain.ChainHash;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The end of a tenant's chain of statements: the last checkpoint, and what was signed after it.
 *
 * @param number of the next statement
 * @param previous what that names as the hash of the one before it
 * @param furthest the one that names the latest record
 */
record ChainEnd(long number, String previous, Optional<Statement> checkpoint, Optional<Statement> furthest) {

    static ChainEnd of(List<SignedStatement> signed) {
        if (signed.isEmpty()) {
            return new ChainEnd(1, ChainHash.NONE, Optional.empty(), Optional.empty());
        }
        var statements = signed.stream().map(SignedStatement::content).toList();
        return new ChainEnd(
                statements.getLast().number() + 1,
                signed.getLast().hash(),
                statements.stream()
                        .filter(one -> one.kind() == Statement.Kind.CHECKPOINT)
                        .findFirst(),
                statements.stream().max(Comparator.comparingLong(Statement::sequence)));
    }
}

package dev.hallmark.events.audit.chain;

/**
 * A line of an export, which is either a record or a signed statement; the members of the other are null.
 *
 * @param entry the text of a record
 * @param hash of the record
 * @param statement the text of a statement
 * @param signature of the statement
 */
public record TrailLine(String entry, String hash, String statement, String signature) {

    /** A record. */
    public static TrailLine record(String entry, String hash) {
        return new TrailLine(entry, hash, null, null);
    }

    /** A statement. */
    public static TrailLine of(SignedStatement signed) {
        return new TrailLine(null, null, signed.statement(), signed.signature());
    }
}

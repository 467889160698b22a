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

    /**
     * Reads one. Nothing is passed over: what a verifier does not read, somebody else may read in its place.
     *
     * @throws IllegalArgumentException when it is neither a record nor a statement, or both
     */
    public static TrailLine read(String json) {
        var line = ChainText.readAll(json, TrailLine.class);
        if (!line.holdsRecord() && !line.holdsStatement()) {
            throw new IllegalArgumentException("a line has either entry and hash, or statement and signature");
        }
        return line;
    }

    private boolean holdsRecord() {
        return entry != null && hash != null && statement == null && signature == null;
    }

    boolean holdsStatement() {
        return statement != null && signature != null && entry == null && hash == null;
    }

    /** A record. */
    public static TrailLine record(String entry, String hash) {
        return new TrailLine(entry, hash, null, null);
    }

    /** A statement. */
    public static TrailLine of(SignedStatement signed) {
        return new TrailLine(null, null, signed.statement(), signed.signature());
    }
}

package dev.hallmark.registry.imports;

/** What became of a device of a file. */
public sealed interface Verdict {

    /** It is now what the file wanted it to be. */
    record Accepted() implements Verdict {}

    /** It already was. */
    record Duplicate() implements Verdict {}

    /** It cannot be, with the reason for the report. */
    record Rejected(String reason) implements Verdict {}

    /** What becomes of a row that says the same as the one before it. */
    static Verdict again(Verdict before) {
        return before instanceof Accepted ? new Duplicate() : before;
    }
}

package dev.hallmark.console.overview;

/**
 * Something that needs somebody.
 *
 * @param subject of a service its name, of devices their state, of a list of revocations its authority
 * @param count how many there are, of more than that at least so many
 */
record Concern(Kind kind, String subject, int count, boolean more) {

    /** What it is about. */
    enum Kind {
        SERVICE,
        DEVICES,
        CERTIFICATES,
        REVOCATIONS,
        DEAD_LETTERS
    }

    static Concern service(String name) {
        return new Concern(Kind.SERVICE, name, 0, false);
    }

    static Concern certificates(int count, boolean more) {
        return new Concern(Kind.CERTIFICATES, "", count, more);
    }

    static Concern deadLetters(int count, boolean more) {
        return new Concern(Kind.DEAD_LETTERS, "", count, more);
    }

    static Concern revocations(String authority) {
        return new Concern(Kind.REVOCATIONS, authority, 0, false);
    }
}

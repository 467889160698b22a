package dev.hallmark.messaging.deadletter;

/**
 * The headers of dead letters and of what is done about them, beside those that the record had. The same names stand in
 * docs/events.md: whoever reads the topics reads these.
 */
public final class DeadLetterHeaders {

    /** What all of them begin with, and no header of an event does. */
    public static final String PREFIX = "hallmark_";

    /** Why the consumer could not process it. */
    public static final String CAUSE = PREFIX + "cause";

    /** The topic, the partition and the offset that it was received from. */
    public static final String TOPIC = PREFIX + "topic";

    public static final String PARTITION = PREFIX + "partition";
    public static final String OFFSET = PREFIX + "offset";

    /** {@code base64} for a value that is not text. */
    public static final String ENCODING = PREFIX + "encoding";

    /** On the record that closes a dead letter: {@code replayed} or {@code discarded}; its key is the dead letter's id. */
    public static final String SETTLED = PREFIX + "settled";

    /** On an event that is replayed: the one consumer that it is for. */
    public static final String FOR = PREFIX + "for";

    private DeadLetterHeaders() {}
}

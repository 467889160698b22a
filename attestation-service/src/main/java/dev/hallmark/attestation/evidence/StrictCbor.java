package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import dev.hallmark.attestation.refusal.RefusalReason;
import java.nio.ByteBuffer;

/**
 * CBOR (RFC 8949) without what evidence has no use for: indefinite lengths, tags inside, keys that are no integer or
 * text, deep nesting. The form is walked over first, so that the library never meets a length that lies.
 */
final class StrictCbor {

    private static final int DEEPEST = 8;
    private static final int MAJOR_TYPE_SHIFT = 5;
    private static final int ADDITIONAL = 0x1f;
    private static final int FALSE = 20;
    private static final int UNDEFINED = 23;
    private static final int HALF_FLOAT = 25;

    private final ByteBuffer in;

    private StrictCbor(byte[] octets) {
        this.in = ByteBuffer.wrap(octets);
    }

    /** One item without a tag, all octets of it, with distinct keys in each map. */
    static CBORObject read(byte[] octets) throws EvidenceRefused {
        new StrictCbor(octets).whole();
        return decode(octets);
    }

    /** The same under one tag. */
    static CBORObject read(byte[] octets, int tag) throws EvidenceRefused {
        var walk = new StrictCbor(octets);
        unless(walk.in.hasRemaining(), RefusalReason.MALFORMED);
        var head = walk.head();
        unless(head >> MAJOR_TYPE_SHIFT == 6 && walk.argument(head & ADDITIONAL) == tag, RefusalReason.MALFORMED);
        walk.whole();
        return decode(octets).UntagOne();
    }

    /** The library refuses duplicate keys and text that is not UTF-8. */
    private static CBORObject decode(byte[] octets) throws EvidenceRefused {
        try {
            return CBORObject.DecodeFromBytes(octets);
        } catch (CBORException | IllegalArgumentException e) {
            throw new EvidenceRefused(RefusalReason.MALFORMED);
        }
    }

    private void whole() throws EvidenceRefused {
        item(0);
        unless(!in.hasRemaining(), RefusalReason.MALFORMED);
    }

    private void item(int depth) throws EvidenceRefused {
        unless(depth <= DEEPEST, RefusalReason.MALFORMED);
        var head = head();
        var additional = head & ADDITIONAL;
        var argument = argument(additional);
        switch (head >> MAJOR_TYPE_SHIFT) {
            case 0, 1 -> {}
            case 2, 3 -> skip(argument);
            case 4 -> array(argument, depth);
            case 5 -> map(argument, depth);
            case 7 -> simple(additional);
            default -> throw new EvidenceRefused(RefusalReason.MALFORMED);
        }
    }

    private int head() throws EvidenceRefused {
        unless(in.hasRemaining(), RefusalReason.MALFORMED);
        return Byte.toUnsignedInt(in.get());
    }

    /** RFC 8949 §3; negative for an unsigned number of 64 bits that no length can be. */
    private long argument(int additional) throws EvidenceRefused {
        var octets = additional < 24 ? 0 : 1 << (additional - 24);
        unless(additional <= 27 && in.remaining() >= octets, RefusalReason.MALFORMED);
        return switch (additional) {
            case 24 -> Byte.toUnsignedLong(in.get());
            case 25 -> Short.toUnsignedLong(in.getShort());
            case 26 -> Integer.toUnsignedLong(in.getInt());
            case 27 -> in.getLong();
            default -> additional;
        };
    }

    private void skip(long octets) throws EvidenceRefused {
        requireRoomFor(octets);
        in.position(in.position() + (int) octets);
    }

    private void array(long items, int depth) throws EvidenceRefused {
        requireRoomFor(items);
        for (long i = 0; i < items; i++) {
            item(depth + 1);
        }
    }

    private void map(long entries, int depth) throws EvidenceRefused {
        requireRoomFor(entries);
        for (long i = 0; i < entries; i++) {
            unless(in.hasRemaining(), RefusalReason.MALFORMED);
            var keyType = Byte.toUnsignedInt(in.get(in.position())) >> MAJOR_TYPE_SHIFT;
            unless(keyType == 0 || keyType == 1 || keyType == 3, RefusalReason.MALFORMED);
            item(depth + 1);
            item(depth + 1);
        }
    }

    private void requireRoomFor(long count) throws EvidenceRefused {
        unless(count >= 0 && count <= in.remaining(), RefusalReason.MALFORMED);
    }

    private static void simple(int additional) throws EvidenceRefused {
        unless((additional >= FALSE && additional <= UNDEFINED) || additional >= HALF_FLOAT, RefusalReason.MALFORMED);
    }
}

package dev.hallmark.registry.imports;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Splits octets into lines of UTF-8 that end with LF, CR LF or CR, whatever pieces they come in. */
final class LineReader {

    /** What stands on one line. */
    interface LineHandler {
        void line(long number, String text) throws MalformedFileException;

        void unreadable(long number, String reason) throws MalformedFileException;
    }

    /** A row with a full RSA public key has about 700 characters. */
    static final int LONGEST_LINE = 16_384;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final LineHandler handler;
    private long number = 1;
    private boolean tooLong;
    private boolean afterReturn;

    LineReader(LineHandler handler) {
        this.handler = handler;
    }

    void read(byte[] piece) throws MalformedFileException {
        int start = 0;
        for (int i = 0; i < piece.length; i++) {
            byte octet = piece[i];
            if (octet == '\n' && afterReturn) {
                start = i + 1;
            } else if (octet == '\n' || octet == '\r') {
                append(piece, start, i);
                emit();
                start = i + 1;
            }
            afterReturn = octet == '\r';
        }
        append(piece, start, piece.length);
    }

    void end() throws MalformedFileException {
        if (line.size() > 0 || tooLong) {
            emit();
        }
    }

    private void append(byte[] piece, int from, int to) {
        if (line.size() + to - from > LONGEST_LINE) {
            tooLong = true;
        }
        if (!tooLong) {
            line.write(piece, from, to - from);
        }
    }

    private void emit() throws MalformedFileException {
        var octets = line.toByteArray();
        boolean skipped = tooLong;
        line.reset();
        tooLong = false;
        long current = number++;
        if (skipped) {
            handler.unreadable(current, "the line is longer than " + LONGEST_LINE + " octets");
            return;
        }
        String text;
        try {
            text = decode(octets);
        } catch (CharacterCodingException e) {
            handler.unreadable(current, "the line is not UTF-8");
            return;
        }
        handler.line(current, current == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    private static String decode(byte[] octets) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(octets))
                .toString();
    }
}

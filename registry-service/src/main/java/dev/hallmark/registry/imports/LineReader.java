package dev.hallmark.registry.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The lines of a file in UTF-8; they end with LF, CR LF or CR. */
final class LineReader {

    /** A row with a full RSA public key has about 700 characters. */
    static final int LONGEST_LINE = 16_384;

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int END = -1;

    private final InputStream file;
    private final byte[] buffer = new byte[LONGEST_LINE];
    private final byte[] line = new byte[LONGEST_LINE];
    private int at;
    private int filled;
    private long number;
    private boolean afterReturn;

    LineReader(InputStream file) {
        this.file = file;
    }

    /**
     * One line, without what ends it.
     *
     * @param number counted from one
     * @param octets as many as a line may have
     */
    record Line(long number, byte[] octets, boolean tooLong) {

        String text() throws UnusableRowException {
            if (tooLong) {
                throw new UnusableRowException("the line is longer than " + LONGEST_LINE + " octets");
            }
            try {
                var text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(octets))
                        .toString();
                return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                throw new UnusableRowException("the line is not UTF-8", e);
            }
        }
    }

    /** The next line; empty at the end of the file. */
    Optional<Line> next() {
        int octet = read();
        if (octet == '\n' && afterReturn) {
            octet = read();
        }
        if (octet == END) {
            return Optional.empty();
        }
        long length = 0;
        for (; octet != END && octet != '\n' && octet != '\r'; octet = read()) {
            if (length < LONGEST_LINE) {
                line[(int) length] = (byte) octet;
            }
            length++;
        }
        afterReturn = octet == '\r';
        number++;
        return Optional.of(
                new Line(number, Arrays.copyOf(line, (int) Math.min(length, LONGEST_LINE)), length > LONGEST_LINE));
    }

    private int read() {
        try {
            if (at == filled) {
                filled = Math.max(file.read(buffer), 0);
                at = 0;
            }
            return at == filled ? END : buffer[at++] & 0xff;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

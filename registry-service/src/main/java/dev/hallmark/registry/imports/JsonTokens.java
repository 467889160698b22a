package dev.hallmark.registry.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** The tokens of a JSON file that comes in pieces; nothing of it is held but the token it is in. */
final class JsonTokens {

    /** The parser caps texts and names, but holds a number until it ends. */
    private static final int LONGEST_TOKEN = 8 * LineReader.LONGEST_LINE;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(LineReader.LONGEST_LINE)
                    .maxNameLength(256)
                    .build())
            .build();

    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private long sinceToken;
    private int ofMark;
    private boolean pastMark;

    JsonTokens() {
        try {
            parser = FACTORY.createNonBlockingByteArrayParser();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    }

    JsonParser parser() {
        return parser;
    }

    /** Takes a piece, whose tokens must all be asked for before the next. */
    void feed(byte[] piece) throws MalformedFileException {
        if (sinceToken > LONGEST_TOKEN) {
            throw malformed("a value is longer than " + LONGEST_TOKEN + " octets");
        }
        sinceToken += piece.length;
        var content = pastMark ? piece : withoutMark(piece);
        try {
            feeder.feedInput(content, 0, content.length);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /**
     * What follows the byte order mark that a file may begin with (RFC 8259 §8.1), and nothing while that may still be
     * coming: the parser passes over a mark too, but gets lost where a piece ends with it.
     */
    private byte[] withoutMark(byte[] piece) {
        var content = new ByteArrayOutputStream();
        for (byte octet : piece) {
            if (!pastMark && octet == BYTE_ORDER_MARK[ofMark]) {
                ofMark++;
                pastMark = ofMark == BYTE_ORDER_MARK.length;
            } else {
                if (!pastMark) {
                    content.write(BYTE_ORDER_MARK, 0, ofMark);
                    pastMark = true;
                }
                content.write(octet);
            }
        }
        return content.toByteArray();
    }

    /** There is no more to come. */
    void end() {
        feeder.endOfInput();
    }

    /** The next token of what has come; empty when more must come first. */
    Optional<JsonToken> next() throws MalformedFileException {
        try {
            var token = parser.nextToken();
            if (token == null || token == JsonToken.NOT_AVAILABLE) {
                return Optional.empty();
            }
            sinceToken = 0;
            return Optional.of(token);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    MalformedFileException malformed(String reason) {
        return new MalformedFileException(parser.currentLocation().getLineNr(), reason);
    }

    MalformedFileException malformed(IOException e) {
        var at = e instanceof JsonProcessingException json && json.getLocation() != null
                ? json.getLocation()
                : parser.currentLocation();
        var reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return new MalformedFileException(at.getLineNr(), "column " + at.getColumnNr() + ": " + reason);
    }
}

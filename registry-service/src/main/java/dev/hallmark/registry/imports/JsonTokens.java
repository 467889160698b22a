package dev.hallmark.registry.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import java.util.Optional;

/** The tokens of a JSON file that comes in pieces; nothing of it is held but the token it is in. */
final class JsonTokens {

    /** The parser caps texts and names, but holds a number until it ends. */
    private static final int LONGEST_TOKEN = 8 * LineReader.LONGEST_LINE;

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
        try {
            feeder.feedInput(piece, 0, piece.length);
        } catch (IOException e) {
            throw malformed(e);
        }
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

package dev.hallmark.registry.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import java.util.function.Consumer;

/** Rows of {@code {"devices":["<64 hex>", {"deviceId":"<64 hex>","serial":"..."}, ...]}}. */
final class JsonReader implements RowReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(LineReader.LONGEST_LINE)
                    .maxNameLength(256)
                    .build())
            .build();

    private enum Place {
        START,
        FILE,
        DEVICES,
        END
    }

    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private final JsonDevices devices;
    private Place place = Place.START;
    private boolean devicesFound;
    private boolean devicesNext;
    private int skipping;

    JsonReader() {
        try {
            parser = FACTORY.createNonBlockingByteArrayParser();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
        devices = new JsonDevices(parser);
    }

    @Override
    public void read(byte[] piece, Consumer<ImportRow> rows) throws MalformedFileException {
        try {
            feeder.feedInput(piece, 0, piece.length);
            drain(rows);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    @Override
    public void end(Consumer<ImportRow> rows) throws MalformedFileException {
        feeder.endOfInput();
        try {
            drain(rows);
        } catch (IOException e) {
            throw malformed(e);
        }
        if (place != Place.END) {
            throw malformed("the file ends before its JSON does");
        }
    }

    private void drain(Consumer<ImportRow> rows) throws IOException, MalformedFileException {
        var token = parser.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            if (skipping > 0) {
                skipping += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } else {
                take(token, rows);
            }
            token = parser.nextToken();
        }
    }

    private void take(JsonToken token, Consumer<ImportRow> rows) throws IOException, MalformedFileException {
        switch (place) {
            case START -> start(token);
            case FILE -> member(token);
            case DEVICES -> {
                if (token == JsonToken.END_ARRAY) {
                    place = Place.FILE;
                    devicesNext = false;
                } else if (devices.opensValueToSkip(token, rows)) {
                    skipping = 1;
                }
            }
            case END -> throw malformed("something follows the end of the JSON");
        }
    }

    private void start(JsonToken token) throws MalformedFileException {
        if (token != JsonToken.START_OBJECT) {
            throw malformed("the file must be {\"devices\":[...]}");
        }
        place = Place.FILE;
    }

    private void member(JsonToken token) throws IOException, MalformedFileException {
        switch (token) {
            case FIELD_NAME -> name(parser.currentName());
            case END_OBJECT -> {
                if (!devicesFound) {
                    throw malformed("the file has no member \"devices\"");
                }
                place = Place.END;
            }
            default -> value(token);
        }
    }

    private void name(String name) throws MalformedFileException {
        devicesNext = name.equals("devices");
        if (devicesNext && devicesFound) {
            throw malformed("the member \"devices\" is there twice");
        }
        devicesFound |= devicesNext;
    }

    private void value(JsonToken token) throws MalformedFileException {
        if (devicesNext && token != JsonToken.START_ARRAY) {
            throw malformed("\"devices\" must be an array");
        }
        if (devicesNext) {
            place = Place.DEVICES;
        } else if (token.isStructStart()) {
            skipping = 1;
        }
    }

    private MalformedFileException malformed(String reason) {
        return new MalformedFileException(parser.currentLocation().getLineNr(), reason);
    }

    private MalformedFileException malformed(IOException e) {
        var at = e instanceof JsonProcessingException json && json.getLocation() != null
                ? json.getLocation()
                : parser.currentLocation();
        var reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return new MalformedFileException(at.getLineNr(), "column " + at.getColumnNr() + ": " + reason);
    }
}

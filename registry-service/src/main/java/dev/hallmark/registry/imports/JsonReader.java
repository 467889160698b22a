package dev.hallmark.registry.imports;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Consumer;

/** Rows of {@code {"devices":["<64 hex>", {"deviceId":"<64 hex>","serial":"..."}, ...]}}. */
final class JsonReader implements RowReader {

    private enum Place {
        START,
        FILE,
        DEVICES,
        END
    }

    private final JsonTokens tokens = new JsonTokens();
    private final JsonDevices devices = new JsonDevices(tokens.parser());
    private Place place = Place.START;
    private boolean devicesFound;
    private boolean devicesNext;
    private int skipping;

    @Override
    public void read(byte[] piece, Consumer<ImportRow> rows) throws MalformedFileException {
        tokens.feed(piece);
        drain(rows);
    }

    @Override
    public void end(Consumer<ImportRow> rows) throws MalformedFileException {
        tokens.end();
        drain(rows);
        if (place != Place.END) {
            throw malformed("the file ends before its JSON does");
        }
    }

    private void drain(Consumer<ImportRow> rows) throws MalformedFileException {
        for (var token = tokens.next(); token.isPresent(); token = tokens.next()) {
            take(token.get(), rows);
        }
    }

    private void take(JsonToken token, Consumer<ImportRow> rows) throws MalformedFileException {
        if (skipping > 0) {
            skipping += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            return;
        }
        try {
            takeInPlace(token, rows);
        } catch (IOException e) {
            throw tokens.malformed(e);
        }
    }

    private void takeInPlace(JsonToken token, Consumer<ImportRow> rows) throws IOException, MalformedFileException {
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
            case FIELD_NAME -> name(tokens.parser().currentName());
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
        return tokens.malformed(reason);
    }
}

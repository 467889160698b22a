package dev.hallmark.registry.imports;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Rows of {@code {"devices":["<64 hex>", {"deviceId":"<64 hex>","serial":"..."}, ...]}}. */
final class JsonRowReader implements RowReader {

    private static final String CUT_SHORT = "the file ends before its JSON does";

    private final InputStream file;
    private JsonParser parser;
    private JsonDevice device;
    private boolean inDevices;
    private long number = 1;

    JsonRowReader(InputStream file) {
        this.file = file;
    }

    @Override
    public Optional<ImportRow> next() throws MalformedFileException {
        try {
            if (!inDevices) {
                open();
                openDevices();
            }
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                readToEnd();
                return Optional.empty();
            }
            return Optional.of(
                    device.read(number++, parser.currentTokenLocation().getLineNr()));
        } catch (JsonEOFException e) {
            throw malformed(CUT_SHORT);
        } catch (JsonProcessingException e) {
            var at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            throw malformed(at, "column " + at.getColumnNr() + ": " + e.getOriginalMessage());
        } catch (CharConversionException e) {
            throw malformed(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first octets say in which encoding the file is; there are some that no encoding begins with. */
    private void open() throws IOException {
        parser = JsonDevice.JSON.createParser(file);
        device = new JsonDevice(parser);
    }

    private void openDevices() throws IOException, MalformedFileException {
        var first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw malformed(first == null ? CUT_SHORT : "the file must be {\"devices\":[...]}");
        }
        if (!nextMemberIsDevices()) {
            throw malformed("the file has no member \"devices\"");
        }
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw malformed("\"devices\" must be an array");
        }
        inDevices = true;
    }

    private void readToEnd() throws IOException, MalformedFileException {
        if (nextMemberIsDevices()) {
            throw malformed("the member \"devices\" is there twice");
        }
        if (parser.nextToken() != null) {
            throw malformed("something follows the end of the JSON");
        }
    }

    /** Skips other members; false at the end of the object. */
    private boolean nextMemberIsDevices() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            if (parser.currentName().equals("devices")) {
                return true;
            }
            parser.nextToken();
            parser.skipChildren();
        }
        return false;
    }

    private MalformedFileException malformed(String reason) {
        return parser == null ? new MalformedFileException(1, reason) : malformed(parser.currentLocation(), reason);
    }

    private static MalformedFileException malformed(JsonLocation at, String reason) {
        return new MalformedFileException(at.getLineNr(), reason);
    }
}

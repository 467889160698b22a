package dev.hallmark.registry.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.EnumSet;

/** A device in JSON: its id, or an object that holds one. */
final class JsonDevice {

    /** Only the current token of a file is in memory, so names are not collected; who opened a file closes it. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(LineReader.LONGEST_LINE)
                    .maxNameLength(256)
                    .build())
            .build();

    private final JsonParser parser;
    private final FieldValues values = new FieldValues();

    JsonDevice(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads the device at the current token, to its last one. */
    ImportRow read(long number, long line) throws IOException {
        values.clear();
        switch (parser.currentToken()) {
            case VALUE_STRING -> values.put(Column.DEVICE_ID, parser.getText());
            case START_OBJECT -> {
                var fault = members();
                if (!fault.isEmpty()) {
                    return new ImportRow.Bad(number, line, fault);
                }
            }
            default -> {
                parser.skipChildren();
                return new ImportRow.Bad(number, line, "a device is given by its id or by an object with a deviceId");
            }
        }
        return values.toRow(number, line);
    }

    /** Reads an object to its end; returns what is wrong with it, or nothing. */
    private String members() throws IOException {
        var seen = EnumSet.noneOf(Column.class);
        var fault = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var column = Column.named(parser.currentName());
            var value = parser.nextToken();
            if (column.isPresent()) {
                var member = "the member " + column.get().member();
                if (!seen.add(column.get())) {
                    fault = member + " is there twice";
                } else if (value.isStructStart()) {
                    fault = member + " is not text";
                } else if (value != JsonToken.VALUE_NULL) {
                    values.put(column.get(), parser.getText());
                }
            }
            parser.skipChildren();
        }
        return fault;
    }
}

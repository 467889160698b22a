package dev.hallmark.registry.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The elements of the array of devices: ids, or objects that hold one. */
final class JsonDevices {

    private final JsonParser parser;
    private final FieldValues values = new FieldValues();
    private final Set<Column> seen = EnumSet.noneOf(Column.class);
    private Optional<Column> column = Optional.empty();
    private String fault = "";
    private boolean inObject;
    private long number = 1;
    private long line = 1;

    JsonDevices(JsonParser parser) {
        this.parser = parser;
    }

    /** Takes the next token of the array; whatever opens a nested value is left for the caller to skip. */
    boolean opensValueToSkip(JsonToken token, Consumer<ImportRow> rows) throws IOException {
        return inObject ? member(token, rows) : element(token, rows);
    }

    private boolean element(JsonToken token, Consumer<ImportRow> rows) throws IOException {
        line = parser.currentTokenLocation().getLineNr();
        values.clear();
        switch (token) {
            case START_OBJECT -> {
                inObject = true;
                fault = "";
                seen.clear();
            }
            case VALUE_STRING -> {
                values.put(Column.DEVICE_ID, parser.getText());
                rows.accept(values.toRow(number++, line));
            }
            default ->
                rows.accept(new ImportRow.Bad(
                        number++, line, "a device is given by its id or by an object with a deviceId"));
        }
        return token == JsonToken.START_ARRAY;
    }

    private boolean member(JsonToken token, Consumer<ImportRow> rows) throws IOException {
        switch (token) {
            case FIELD_NAME -> name(parser.currentName());
            case END_OBJECT -> {
                inObject = false;
                rows.accept(row());
            }
            case START_OBJECT, START_ARRAY ->
                column.ifPresent(known -> fault = "the member " + known.member() + " is not text");
            case VALUE_NULL -> {}
            default -> value(parser.getText());
        }
        return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
    }

    private void name(String name) {
        column = Column.named(name);
        if (column.isPresent() && !seen.add(column.get())) {
            fault = "the member " + column.get().member() + " is there twice";
        }
    }

    private void value(String text) {
        column.ifPresent(known -> values.put(known, text));
    }

    private ImportRow row() {
        return fault.isEmpty() ? values.toRow(number++, line) : new ImportRow.Bad(number++, line, fault);
    }
}

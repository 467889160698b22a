package dev.hallmark.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import dev.hallmark.client.http.Api;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a command found in the form that was asked for. */
public final class Output {

    private static final ObjectMapper JSON = Api.json()
            .rebuild()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Format format = Format.TABLE;

    /** For a command that has a format of its own beside these. */
    public static Output of(CommandSpec command, Format format) {
        var output = new Output();
        output.command = command;
        output.format = format;
        return output;
    }

    public Format format() {
        return format;
    }

    /** One thing: all its members. */
    public <T> void print(T thing, Table<T> table) throws IOException {
        switch (format) {
            case TABLE -> members(JSON.valueToTree(thing));
            case NAME -> out().println(table.name(thing));
            case JSON -> out().println(json(thing));
            case YAML -> out().print(yaml(thing));
        }
        out().flush();
    }

    static String json(Object things) throws IOException {
        return Printable.json(JSON.writeValueAsString(things));
    }

    /** Only a text in quotes can have escapes in it, and few need any. */
    static String yaml(Object things) throws IOException {
        var tree = JSON.<JsonNode>valueToTree(things);
        var document = yaml(true).writeValueAsString(tree);
        return Printable.isPlain(document)
                ? document
                : Printable.yaml(yaml(false).writeValueAsString(tree));
    }

    /** Made only when it is asked for: its library takes a moment to load. */
    private static ObjectMapper yaml(boolean withFewQuotes) {
        var factory = YAMLFactory.builder().stringQuotingChecker(new Names()).build();
        return YAMLMapper.builder(factory)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .configure(YAMLGenerator.Feature.MINIMIZE_QUOTES, withFewQuotes)
                .build();
    }

    /** Names of members have quotes only where they need some. */
    private static final class Names extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteName(String name) {
            return !Printable.isPlain(name) || super.needToQuoteName(name);
        }
    }

    private void members(JsonNode thing) {
        var rows = new ArrayList<List<String>>();
        collect("", thing, rows);
        var widths = Table.widths(rows);
        rows.forEach(row -> out().println(Table.line(row, widths)));
    }

    /** A member of a member is named by both. */
    private static void collect(String prefix, JsonNode thing, List<List<String>> rows) {
        thing.properties().forEach(member -> {
            var name = prefix + Printable.of(member.getKey());
            var value = member.getValue();
            if (value.isObject()) {
                collect(name + ".", value, rows);
            } else if (value.isArray() && value.path(0).isObject()) {
                value.forEach(one -> rows.add(List.of(name, inOneLine(one))));
            } else {
                rows.add(List.of(name, inOneLine(value)));
            }
        });
    }

    private static String inOneLine(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> Table.text(value.valueStream().map(Output::inOneLine).toList());
            case OBJECT ->
                Table.text(value.propertyStream()
                        .map(member -> member.getKey() + " " + inOneLine(member.getValue()))
                        .toList());
            default -> Table.text(value.asText());
        };
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}

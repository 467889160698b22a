package dev.hallmark.helm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The settings of docs/reference/settings.md, which is generated from the services' sources. */
final class DocumentedSettings {

    private static final Path FILE = Charts.PROJECT.resolve("docs/reference/settings.md");
    private static final Pattern SECTION = Pattern.compile("## (\\S+)");
    private static final Pattern ROW = Pattern.compile("\\| `(hallmark\\.[^`]+)` \\| [^|]* \\| (\\S*).*");

    /** One of them, with the module whose section it is in. */
    record Setting(String module, String name, boolean required) {

        /** Whether a line of application.properties is this setting. */
        boolean isSetBy(String property) {
            return matches(property, "[^.]+", "(\\[\\d+])?", "");
        }

        /** Whether a variable of the environment is this setting. */
        boolean isSetByVariable(String variable) {
            return matches(variable, "[A-Z0-9_]+", "", "_");
        }

        private boolean matches(String text, String anyName, String index, String separator) {
            var pattern = new StringBuilder();
            for (var part : name.split("(?=<name>|\\[])|(?<=<name>|\\[])", -1)) {
                pattern.append(
                        switch (part) {
                            case "<name>" -> anyName;
                            case "[]" -> index;
                            default -> Pattern.quote(separator.isEmpty() ? part : variable(part));
                        });
            }
            return Pattern.matches(pattern.toString(), text);
        }

        private static String variable(String part) {
            return part.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        }
    }

    private DocumentedSettings() {}

    static List<Setting> all() {
        var settings = new ArrayList<Setting>();
        var module = "";
        for (var line : Charts.lines(FILE)) {
            var section = SECTION.matcher(line);
            var row = ROW.matcher(line);
            if (section.matches()) {
                module = section.group(1);
            } else if (row.matches()) {
                settings.add(new Setting(module, row.group(1), row.group(2).equals("required")));
            }
        }
        return settings;
    }
}

package dev.hallmark.endtoend.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A migration of a module's tables. */
public record Migration(String module, int version, String text) {

    private static final Path DIRECTORY = Path.of("src", "main", "resources", "db");
    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

    /** Comments, and texts in quotes, in which anything may stand. */
    private static final Pattern ASIDE = Pattern.compile("--[^\\n]*|(?s:/\\*.*?\\*/)|'(?:[^']|'')*'");

    private static final Pattern EXCUSE =
            Pattern.compile("(?m)^-- Nothing has used this since (\\d+\\.\\d+\\.\\d+)\\.");
    private static final Pattern CREATED =
            Pattern.compile("^create (?:unlogged )?table (?:if not exists )?([\\w.\"]+)");
    private static final Pattern ALTERED =
            Pattern.compile("^alter table (?:if exists )?(?:only )?([\\w.\"]+) (.*)$", Pattern.DOTALL);
    private static final Pattern UNIQUE = Pattern.compile(
            "^create unique index (?:concurrently )?(?:if not exists )?(?:\\w+ )?on (?:only )?([\\w.\"]+)\\b.*",
            Pattern.DOTALL);
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    /** What an older version does not survive, of a whole statement. */
    private static final Map<Pattern, String> STATEMENTS = Map.of(
            Pattern.compile("^drop (table|view|materialized view|sequence|type|function|schema)\\b.*"),
            "takes away what it may use",
            Pattern.compile("^alter (view|materialized view|sequence|type|function|schema)\\b.* rename\\b.*"),
            "renames what it may use",
            Pattern.compile("^revoke\\b.*"),
            "takes away a right that it may need");

    /** The same, of one of the actions of {@code alter table}. */
    private static final Map<Pattern, String> ACTIONS = Map.of(
            Pattern.compile("^drop (?!constraint\\b).*"), "takes away a column that it may use",
            Pattern.compile("^(rename|set schema)\\b.*"), "renames what it may use",
            Pattern.compile("^alter (?:column )?\\S+ (?:set data )?type\\b.*"), "changes the type of a column",
            Pattern.compile("^alter (?:column )?\\S+ set not null.*"), "needs a value that it may not give",
            Pattern.compile("^alter (?:column )?\\S+ drop default.*"), "needs a value that it may not give",
            Pattern.compile("^add (?:constraint \\S+ )?(unique|primary key|exclude)\\b.*"),
                    "refuses rows that it may write",
            Pattern.compile("^add (?!constraint\\b)(?!.*\\b(default|generated)\\b).*\\bnot null\\b.*"),
                    "needs a value that it does not give");

    /** All of the modules' own; those of tests are left out. */
    public static List<Migration> all() {
        try (var modules = Files.list(Sandbox.PROJECT)) {
            return modules.filter(module -> Files.isDirectory(module.resolve(DIRECTORY)))
                    .sorted()
                    .flatMap(Migration::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Migration> of(Path module) {
        try (var files = Files.walk(module.resolve(DIRECTORY))) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> read(module.getFileName().toString(), file))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Migration read(String module, Path file) {
        var name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException(file + " is no V<version>__<what it does>.sql");
        }
        try {
            return new Migration(module, Integer.parseInt(name.group(1)), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version from which on nothing uses any longer what this takes away, where it says so. */
    public Optional<String> excuse() {
        return EXCUSE.matcher(text).results().map(found -> found.group(1)).findFirst();
    }

    /** What a version that does not know this migration may not survive: the statements, each with the reason. */
    public List<String> harm() {
        var found = new ArrayList<String>();
        var created = new ArrayList<String>();
        for (var statement : statements()) {
            var create = CREATED.matcher(statement);
            if (create.find()) {
                created.add(create.group(1));
            }
            var table = ALTERED.matcher(statement);
            if (table.matches()) {
                if (!created.contains(table.group(1))) {
                    COMMA.splitAsStream(table.group(2))
                            .forEach(action -> note(ACTIONS, action.strip(), statement, found));
                }
                continue;
            }
            var index = UNIQUE.matcher(statement);
            if (index.matches() && !created.contains(index.group(1))) {
                found.add(reason(statement, "refuses rows that it may write"));
            }
            note(STATEMENTS, statement, statement, found);
        }
        return found;
    }

    private static void note(Map<Pattern, String> rules, String part, String statement, List<String> found) {
        rules.forEach((rule, reason) -> {
            if (rule.matcher(part).matches()) {
                found.add(reason(statement, reason));
            }
        });
    }

    private static String reason(String statement, String reason) {
        return statement + ": " + reason;
    }

    private List<String> statements() {
        return Pattern.compile(";")
                .splitAsStream(
                        ASIDE.matcher(text).replaceAll(aside -> aside.group().startsWith("'") ? "''" : ""))
                .map(statement -> statement.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}

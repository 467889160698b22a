package dev.hallmark.registry.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The names that there are, for whoever has mistyped one. */
record PolicyNames(List<String> names) {

    private static final int SHOWN = 5;

    /** No policy has a longer name, and the caller chooses how long the wanted one is. */
    private static final int COMPARED = 100;

    PolicyNames {
        names = List.copyOf(names);
    }

    /** All of them, the nearest to this one first. */
    PolicyNames nearestTo(String wanted) {
        var distances = names.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), name -> distance(fold(wanted), fold(name))));
        return new PolicyNames(distances.keySet().stream()
                .sorted(Comparator.<String>comparingInt(distances::get).thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    /** As the end of a sentence. */
    String sentence() {
        return switch (names.size()) {
            case 0 -> "there is none in this tenant";
            case 1 -> "the only one is " + names.getFirst();
            default -> "there are " + String.join(", ", first()) + (names.size() > SHOWN ? " and others" : "");
        };
    }

    /** As many as help. */
    List<String> first() {
        return names.stream().limit(SHOWN).toList();
    }

    private static String fold(String name) {
        return name.substring(0, Math.min(name.length(), COMPARED)).toLowerCase(Locale.ROOT);
    }

    /** How many characters must be inserted, deleted or replaced (Levenshtein). */
    private static int distance(String one, String other) {
        var above = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}

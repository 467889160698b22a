package dev.hallmark.endtoend.system;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** What many requests were answered, counted by operation and status. */
public final class AnswerLog {

    /** In place of a status, when the connection was lost before there was one. */
    public static final int NO_ANSWER = 0;

    private static final int UNAVAILABLE = 503;
    private static final int EXAMPLES = 5;

    private final Map<String, Map<Integer, AtomicInteger>> counts = new ConcurrentSkipListMap<>();
    private final Map<Integer, Queue<String>> examples = new ConcurrentHashMap<>();
    private final Queue<String> withoutRetryAfter = new ConcurrentLinkedQueue<>();

    void add(String operation, int status, boolean retryAfter, String body) {
        counts.computeIfAbsent(operation, first -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(status, first -> new AtomicInteger())
                .incrementAndGet();
        var examplesOfStatus = examples.computeIfAbsent(status, first -> new ConcurrentLinkedQueue<>());
        if (examplesOfStatus.size() < EXAMPLES) {
            examplesOfStatus.add(operation + ": " + body);
        }
        if (status == UNAVAILABLE && !retryAfter) {
            withoutRetryAfter.add(operation + ": " + body);
        }
    }

    /** How often each operation was answered with such a status; those that never were are left out. */
    public Map<String, Integer> count(IntPredicate status) {
        var found = new TreeMap<String, Integer>();
        counts.forEach((operation, answers) -> {
            var sum = answers.entrySet().stream()
                    .filter(answer -> status.test(answer.getKey()))
                    .mapToInt(answer -> answer.getValue().get())
                    .sum();
            if (sum > 0) {
                found.put(operation, sum);
            }
        });
        return found;
    }

    /** Some answers with such a status. */
    public List<String> examples(IntPredicate status) {
        return examples.entrySet().stream()
                .filter(some -> status.test(some.getKey()))
                .flatMap(some -> some.getValue().stream())
                .toList();
    }

    /** Answers that asked to come back later and did not say when. */
    public List<String> withoutRetryAfter() {
        return List.copyOf(withoutRetryAfter);
    }

    /** A line for each operation. */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(operation -> "%-62s %s".formatted(operation.getKey(), operation.getValue()))
                .collect(Collectors.joining("\n"));
    }
}

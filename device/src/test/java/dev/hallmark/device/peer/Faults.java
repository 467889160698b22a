package dev.hallmark.device.peer;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The faults that are still to happen, by the end of the path that they wait for. */
final class Faults {

    private final Map<String, Queue<Fault>> waiting = new ConcurrentHashMap<>();

    void add(String pathEnd, Fault... next) {
        waiting.computeIfAbsent(pathEnd, first -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
    }

    Fault next(String path) {
        return waiting.entrySet().stream()
                .filter(entry -> path.endsWith(entry.getKey()))
                .map(entry -> entry.getValue().poll())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Fault.NONE);
    }
}

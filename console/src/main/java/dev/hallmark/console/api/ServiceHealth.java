package dev.hallmark.console.api;

import java.util.List;

/**
 * How a service is.
 *
 * @param answers whether it said so itself
 * @param ready whether it does its work
 * @param problems what is wrong, a line each
 * @param millis how long it took to answer, or to give up
 */
public record ServiceHealth(String service, boolean answers, boolean ready, List<String> problems, long millis) {

    public ServiceHealth {
        problems = List.copyOf(problems);
    }

    static ServiceHealth silent(String service, long millis) {
        return new ServiceHealth(service, false, false, List.of(), millis);
    }
}

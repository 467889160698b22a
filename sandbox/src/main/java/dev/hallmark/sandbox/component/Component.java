package dev.hallmark.sandbox.component;

import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/** One process of the system, and how to bring it up. */
public interface Component {
    /** Those that the others store their state in: the last to go. */
    Set<String> STORES = Set.of("postgres", "kafka");

    String name();

    /** Where others find it, as people write it. */
    String address();

    /** Names of the components that must be ready before this one starts. */
    Set<String> after();

    /**
     * Starts the process and returns when it is ready to serve.
     *
     * @param spawned is given the process before it is ready, so that a stop in between finds it
     */
    void start(Consumer<Running> spawned) throws IOException, InterruptedException;

    /** A started component. */
    interface Running {
        Process process();

        /** Asks the process to end and waits for it; kills it when it takes too long. */
        void stop();
    }
}

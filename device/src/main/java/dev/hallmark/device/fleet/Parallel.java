package dev.hallmark.device.fleet;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Does the same work for every item, a limited number at a time, each on its own virtual thread. */
final class Parallel {

    private Parallel() {}

    static <T> void forEach(List<T> items, int concurrency, Consumer<T> work) throws InterruptedException {
        var places = new Semaphore(concurrency);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var item : items) {
                places.acquire();
                threads.execute(() -> {
                    try {
                        work.accept(item);
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }
}

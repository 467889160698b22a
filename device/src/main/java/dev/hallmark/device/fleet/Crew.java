package dev.hallmark.device.fleet;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Does the same work for every device, so many at a time, each on a virtual thread of its own. */
final class Crew {

    private Crew() {}

    static <T> void each(List<T> items, int concurrency, Consumer<T> work) throws InterruptedException {
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

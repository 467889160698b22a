package dev.hallmark.gateway.limit;

import dev.hallmark.commons.limit.AddressKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits open connections, in total and per address. */
public final class ConnectionLimit {
    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();

    public ConnectionLimit(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Counts a connection, and returns whether it is within the limits. {@link #leave} must follow in either case. */
    public boolean enter(String address) {
        int all = open.incrementAndGet();
        int same = perAddress.merge(AddressKey.of(address), 1, Integer::sum);
        return all <= most && same <= mostPerAddress;
    }

    public void leave(String address) {
        open.decrementAndGet();
        perAddress.computeIfPresent(AddressKey.of(address), (key, count) -> count > 1 ? count - 1 : null);
    }

    int open() {
        return open.get();
    }
}

package dev.hallmark.console.overview;

import dev.hallmark.client.batch.Batch;
import dev.hallmark.console.frame.DeviceState;
import java.util.ArrayList;
import java.util.List;

/** A batch, and how many of its devices are in each state. */
record Fleet(String id, String name, String policy, long devices, List<Share> shares) {

    private static final int WIDTH = 1000;

    Fleet {
        shares = List.copyOf(shares);
    }

    /** A part of a bar that is {@code 1000} wide, from {@code x} on. */
    record Share(String state, String colour, long devices, long x, long width) {}

    static Fleet of(Batch batch) {
        long all = batch.devices().values().stream().mapToLong(Long::longValue).sum();
        var shares = new ArrayList<Share>();
        long before = 0;
        for (var state : DeviceState.values()) {
            long devices = batch.devices().getOrDefault(state.toString(), 0L);
            if (devices > 0) {
                long x = WIDTH * before / all;
                before += devices;
                shares.add(new Share(state.toString(), state.colour(), devices, x, WIDTH * before / all - x));
            }
        }
        return new Fleet(batch.id(), batch.name(), batch.policyName(), all, shares);
    }
}

package dev.hallmark.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback interface. */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int FIRST_OUTGOING = 32_768;
    private static final int MOST_TRIES = 1_000;

    private static final Set<Integer> CLAIMED = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * Returns a port that nobody listens on at this moment, below those that the system gives to outgoing connections:
     * one of these could take it before its server is up. No port is returned twice, nor one that was claimed: its server
     * may not be up yet.
     */
    public static int free() throws IOException {
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OUTGOING);
            if (CLAIMED.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port is free between %d and %d".formatted(FIRST, FIRST_OUTGOING));
    }

    /** Tells whether the port can be listened on now; if so, {@link #free} leaves it to the caller. */
    public static boolean claim(int port) {
        if (!isFree(port)) {
            return false;
        }
        CLAIMED.add(port);
        return true;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

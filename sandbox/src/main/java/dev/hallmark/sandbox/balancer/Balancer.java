package dev.hallmark.sandbox.balancer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port that stands for several processes: each connection goes to the next of them that takes it. It forwards octets
 * and understands none, so a TLS session is the client's and the process's own. While there is no process, nobody
 * listens.
 */
public final class Balancer implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;

    private final int port;
    private final List<Integer> replicas = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Relay> open = ConcurrentHashMap.newKeySet();
    private Optional<Listener> listener = Optional.empty();

    /** Will listen on this port of loopback. */
    public Balancer(int port) {
        this.port = port;
    }

    /** From now on the process that listens on this port of loopback gets connections. */
    public synchronized void admit(int replica) throws IOException {
        if (listener.isEmpty()) {
            listener = Optional.of(listen());
        }
        replicas.remove(Integer.valueOf(replica));
        replicas.add(replica);
    }

    /** From now on it gets no new connection; those it has go on. */
    public synchronized void withdraw(int replica) {
        replicas.remove(Integer.valueOf(replica));
        if (replicas.isEmpty()) {
            stopListening();
        }
    }

    /** Ends all connections. */
    @Override
    public synchronized void close() {
        replicas.clear();
        stopListening();
        open.forEach(Relay::abort);
    }

    private Listener listen() throws IOException {
        return Listener.start(loopback(port), client -> Thread.startVirtualThread(() -> serve(client)));
    }

    private void stopListening() {
        listener.ifPresent(Listener::close);
        listener = Optional.empty();
    }

    private void serve(Socket client) {
        try (var relay = new Relay(client, next())) {
            open.add(relay);
            relay.run();
            open.remove(relay);
        }
    }

    /** A connection to the replica whose turn it is, or to the first after it that takes one; else none. */
    private Socket next() {
        var candidates = List.copyOf(replicas);
        var first = turn.getAndIncrement();
        for (int i = 0; i < candidates.size(); i++) {
            var socket = new Socket();
            try {
                socket.connect(loopback(candidates.get(Math.floorMod(first + i, candidates.size()))), CONNECT_MILLIS);
                return socket;
            } catch (IOException e) {
                Relay.close(socket);
            }
        }
        return new Socket();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}

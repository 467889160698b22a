package dev.hallmark.sandbox.balancer;

import static org.awaitility.Awaitility.await;

import dev.hallmark.embedded.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Says its name to whoever connects, and sends back what it is sent. */
final class Greeter implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final String name;
    private final int port;
    private final Listener server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong taken = new AtomicLong();

    Greeter(String name) throws IOException {
        this.name = name;
        this.port = Ports.free();
        this.server = Listener.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                client -> Thread.startVirtualThread(() -> serve(client)));
    }

    int port() {
        return port;
    }

    /** Ends all connections as the kernel does for a process that is killed with something still to read. */
    void breakOff() throws IOException {
        for (var socket : open) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    void awaitNobody() {
        await().until(open::isEmpty);
    }

    /** Returns once something has come and nothing more comes. */
    static void awaitStandstill(Greeter one, Greeter other) {
        var seen = new AtomicLong();
        await().pollInterval(Duration.ofMillis(500)).until(() -> {
            var now = one.taken.get() + other.taken.get();
            return now > 0 && seen.getAndSet(now) == now;
        });
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(Socket socket) {
        open.add(socket);
        try (socket) {
            var in = socket.getInputStream();
            var out = socket.getOutputStream();
            out.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
            var buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                taken.addAndGet(count);
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // the client has broken off
        } finally {
            open.remove(socket);
        }
    }
}

package dev.hallmark.sandbox.balancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A client's connection and the one to its replica: what comes in at one goes out at the other. */
record Relay(Socket client, Socket replica) implements AutoCloseable {

    /** Returns when both sides have sent everything, or one has broken off. */
    void run() {
        try {
            client.setTcpNoDelay(true);
            replica.setTcpNoDelay(true);
            var answers = Thread.startVirtualThread(() -> copy(replica, client));
            copy(client, replica);
            answers.join();
        } catch (IOException e) {
            abort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Breaks off on both sides, with a reset: an orderly end would mean that everything was sent. */
    void abort() {
        reset(client);
        reset(replica);
    }

    @Override
    public void close() {
        close(client);
        close(replica);
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As fast as the receiver takes it; the sender's end is passed on, and the other direction lives on. */
    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            abort();
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // it was closed meanwhile
        }
    }
}

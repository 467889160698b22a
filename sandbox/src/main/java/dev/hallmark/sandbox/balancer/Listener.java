package dev.hallmark.sandbox.balancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** A port that is listened on until it is closed. */
final class Listener implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final long PAUSE_MILLIS = 100;

    private final ServerSocket server;
    private final Consumer<Socket> connected;
    private final Thread thread;

    private Listener(ServerSocket server, Consumer<Socket> connected) {
        this.server = server;
        this.connected = connected;
        this.thread = Thread.ofVirtual().name(server.toString()).unstarted(this::acceptAll);
    }

    static Listener start(InetSocketAddress address, Consumer<Socket> connected) throws IOException {
        var server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(address, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        var listener = new Listener(server, connected);
        listener.thread.start();
        return listener;
    }

    /** When it returns, connections are refused. */
    @Override
    public void close() {
        try {
            server.close();
            thread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                connected.accept(server.accept());
            } catch (IOException e) {
                pause(); // closed, or too many open files
            }
        }
    }

    private void pause() {
        try {
            if (!server.isClosed()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.hallmark.device.peer;

import dev.hallmark.device.gateway.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.HttpProcessors;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnectionFactory;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** A TLS 1.3 peer that implements gateway and services strictly by the protocol, and fails on request. */
public final class FakeGateway implements AutoCloseable {

    private final SSLServerSocket server;
    private final Gateway client;
    private final FakeServices services;
    private final Faults faults = new Faults();
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    public FakeGateway(TestAuthority authority) throws Exception {
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(authority.serverKeyManagers().getKeyManagers(), new TrustManager[] {new AnyClientTrust()}, null);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setEnabledProtocols(new String[] {"TLSv1.3"});
        server.setWantClientAuth(true);
        client = new Gateway(URI.create(url()), List.of(authority.certificate()));
        services = new FakeServices();
        Thread.ofVirtual().start(this::accept);
    }

    public String url() {
        return "https://localhost:" + port();
    }

    public int port() {
        return server.getLocalPort();
    }

    public Gateway client() {
        return client;
    }

    public FakeServices services() {
        return services;
    }

    public void fail(String pathEnd, Fault... next) {
        faults.add(pathEnd, next);
    }

    public int connections() {
        return connections.get();
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            socket.startHandshake();
            connections.incrementAndGet();
            var session = (ExtendedSSLSession) socket.getSession();
            var exporter = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(session.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32));
            var connection =
                    DefaultBHttpServerConnectionFactory.builder().build().createConnection(socket);
            var http = HttpService.builder()
                    .withHttpProcessor(HttpProcessors.server("fake"))
                    .withHttpServerRequestHandler((request, trigger, context) -> {
                        var response = new BasicClassicHttpResponse(200);
                        handle(socket, new Caller(exporter, Caller.certificate(session)), request, response);
                        trigger.submitResponse(response);
                    })
                    .build();
            while (connection.isOpen()) {
                http.handleRequest(connection, HttpCoreContext.create());
            }
        } catch (IOException | HttpException e) {
            // the device has disconnected, or the test has closed the connection
        }
    }

    private void handle(SSLSocket socket, Caller caller, ClassicHttpRequest request, ClassicHttpResponse response)
            throws IOException {
        requests.add(request.getMethod() + " " + request.getPath());
        var fault = faults.next(request.getPath());
        if (fault == Fault.CRASH_BEFORE) {
            crash(socket);
        }
        if (fault == Fault.NONE || fault == Fault.CRASH_AFTER) {
            services.handle(caller, request, response);
        } else {
            response.setCode(fault.status());
        }
        if (fault == Fault.CRASH_AFTER) {
            crash(socket);
        }
    }

    private static void crash(SSLSocket socket) throws IOException {
        socket.close();
        throw new IOException("crashed");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

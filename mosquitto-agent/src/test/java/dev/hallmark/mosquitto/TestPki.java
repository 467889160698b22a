package dev.hallmark.mosquitto;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hallmark.testkit.TestAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What ca-service serves under {@code /pki/v1}: a root and an issuing authority for each of two tenants. */
public final class TestPki {

    public static final String AUTHORITY = "default-issuing-1";

    private final TestAuthority root = TestAuthority.root("root");
    private final TestAuthority foreignRoot = TestAuthority.root("foreign root");
    public final TestAuthority issuing = root.issuing("issuing");
    public final TestAuthority foreign = foreignRoot.issuing("foreign issuing");

    private final Set<BigInteger> revoked = new HashSet<>();
    private final Map<String, byte[]> crls = new ConcurrentHashMap<>();
    private final HttpServer server;
    private long number;

    public TestPki() throws Exception {
        crls.put("default-root-1", root.crl(1, Set.of()));
        crls.put("other-root-1", foreignRoot.crl(1, Set.of()));
        crls.put("other-issuing-1", foreign.crl(1, Set.of()));
        publish();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/pki/v1/issuers", exchange -> answer(exchange, issuers()));
        server.createContext("/pki/v1/crl/", exchange -> {
            var name = exchange.getRequestURI().getPath().replaceAll(".*/(.*)\\.crl", "$1");
            answer(exchange, crls.get(name));
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/pki/v1";
    }

    /** Puts certificates on the next CRL, which {@link #publish()} serves, and returns its number. */
    public synchronized long revoke(BigInteger... serials) {
        revoked.addAll(Set.of(serials));
        return number + 1;
    }

    public synchronized void publish() throws Exception {
        number++;
        crls.put(AUTHORITY, issuing.crl(number, revoked));
    }

    public void close() {
        server.stop(0);
    }

    private byte[] issuers() {
        var issuers = String.join(
                ",",
                issuer("default-root-1", "default", "root", root),
                issuer(AUTHORITY, "default", "issuing", issuing),
                issuer("other-root-1", "other", "root", foreignRoot),
                issuer("other-issuing-1", "other", "issuing", foreign));
        return "{\"issuers\":[%s]}".formatted(issuers).getBytes(StandardCharsets.UTF_8);
    }

    private static String issuer(String name, String tenant, String kind, TestAuthority authority) {
        try {
            return "{\"authority\":\"%s\",\"tenant\":\"%s\",\"kind\":\"%s\",\"certificate\":\"%s\",\"crl\":\"%s\"}"
                    .formatted(
                            name,
                            tenant,
                            kind,
                            Base64.getEncoder()
                                    .encodeToString(authority.certificate().getEncoded()),
                            "/pki/v1/crl/" + name + ".crl");
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

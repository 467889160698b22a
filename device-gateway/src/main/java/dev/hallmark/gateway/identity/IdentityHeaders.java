package dev.hallmark.gateway.identity;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers of a client that are not forwarded: those that claim an identity, and hop-by-hop headers. */
public final class IdentityHeaders {
    /** The signed header in which the gateway describes the connection to a service. */
    public static final String CONNECTION = "Hallmark-Connection";

    private static final Set<String> IDENTITY = Set.of("forwarded", "x-real-ip", "client-cert", "client-cert-chain");
    private static final List<String> IDENTITY_PREFIXES = List.of("hallmark-", "x-forwarded-", "ssl-client-");
    /** RFC 9110 §7.6.1, and Expect, which the gateway answers itself. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "proxy-connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "expect");

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private IdentityHeaders() {}

    /** Removes them from a message before it is forwarded. */
    public static void strip(MultiMap headers) {
        stripHopByHop(headers);
        List.copyOf(headers.names()).stream()
                .filter(IdentityHeaders::isIdentity)
                .forEach(headers::remove);
    }

    /** Removes the hop-by-hop headers, and those that the Connection header names. */
    public static void stripHopByHop(MultiMap headers) {
        List.copyOf(headers.getAll("connection")).stream()
                .flatMap(COMMA::splitAsStream)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(headers::remove);
        HOP_BY_HOP.forEach(headers::remove);
    }

    /** Some servers treat "_" as "-". */
    private static boolean isIdentity(String name) {
        var normal = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return IDENTITY.contains(normal) || IDENTITY_PREFIXES.stream().anyMatch(normal::startsWith);
    }
}

package dev.hallmark.gateway.identity;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers that a client may not send on: what says who it is, and what speaks of one hop only. */
public final class IdentityHeaders {
    /** The header by which services know what the gateway vouches for. */
    public static final String CONNECTION = "Hallmark-Connection";

    private static final Set<String> IDENTITY = Set.of("forwarded", "x-real-ip", "client-cert", "client-cert-chain");
    private static final List<String> IDENTITY_PREFIXES = List.of("hallmark-", "x-forwarded-", "ssl-client-");
    /** RFC 9110 §7.6.1, and Expect, which the gateway has answered itself. */
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

    /** Removes them from a request that is to be sent on. */
    public static void strip(MultiMap headers) {
        stripHopByHop(headers);
        List.copyOf(headers.names()).stream()
                .filter(IdentityHeaders::isIdentity)
                .forEach(headers::remove);
    }

    /** Removes what speaks of one hop, and what the Connection header names as such. */
    public static void stripHopByHop(MultiMap headers) {
        List.copyOf(headers.getAll("connection")).stream()
                .flatMap(COMMA::splitAsStream)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(headers::remove);
        HOP_BY_HOP.forEach(headers::remove);
    }

    /** Some servers take "_" for "-". */
    private static boolean isIdentity(String name) {
        var normal = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return IDENTITY.contains(normal) || IDENTITY_PREFIXES.stream().anyMatch(normal::startsWith);
    }
}

package dev.hallmark.gateway.route;

import dev.hallmark.gateway.refusal.Refusal;
import dev.hallmark.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Request targets in absolute form (RFC 9112 §3.2.2): {@code http://host:port/path}. The gateway is not a forward
 * proxy, so scheme and authority must be its own.
 *
 * @param scheme of the port that received the request
 * @param hosts the gateway's public names; empty if any name is accepted
 */
public record AbsoluteForm(String scheme, List<String> hosts) {
    private static final Pattern TARGET = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?]*)(.*)");
    /** RFC 3986 §3.2 without user information and encoded octets, which our names do not have. */
    private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{0,5}))?");

    public AbsoluteForm {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    private record Authority(String host, String port) {}

    /**
     * Converts a target to origin form; a target in any other form is returned unchanged.
     *
     * @param host the Host header, which is optional in HTTP/1.0
     * @throws RefusedException with {@link Refusal#BAD_REQUEST} for another scheme, an authority that differs from
     *     Host, and a host that is not one of the public names
     */
    public String toOrigin(String target, Optional<String> host) {
        var parts = TARGET.matcher(target);
        if (!parts.matches()) {
            return target;
        }
        var authority = authority(parts.group(2));
        require(parts.group(1).equalsIgnoreCase(scheme));
        require(host.map(this::authority).orElse(authority).equals(authority));
        require(hosts.isEmpty() || hosts.contains(authority.host));
        // RFC 3986 §6.2.3: an empty path is "/".
        return parts.group(3).startsWith("/") ? parts.group(3) : "/" + parts.group(3);
    }

    private Authority authority(String text) {
        var parts = AUTHORITY.matcher(text);
        require(parts.matches());
        var port = parts.group(2);
        return new Authority(
                parts.group(1).toLowerCase(Locale.ROOT), port == null || port.isEmpty() ? defaultPort() : port);
    }

    private String defaultPort() {
        return scheme.equals("https") ? "443" : "80";
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
    }
}

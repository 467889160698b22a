package dev.hallmark.gateway.identity;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/** Addresses with a common prefix, as {@code 10.0.0.0/8}, {@code fd00::/8} or a single address. */
public record AddressRange(InetAddress network, int prefix) {

    /** Reads CIDR notation; a name is refused, and nothing is looked up. */
    public static AddressRange parse(String text) {
        var parts = text.strip().split("/", 2);
        var network = InetAddress.ofLiteral(parts[0]);
        int bits = network.getAddress().length * Byte.SIZE;
        int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("not an IP address or a CIDR range: " + text);
        }
        return new AddressRange(network, prefix);
    }

    public static boolean anyContains(List<AddressRange> ranges, String address) {
        var literal = InetAddress.ofLiteral(address);
        return ranges.stream().anyMatch(range -> range.contains(literal));
    }

    private boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == network.getAddress().length && head(octets).equals(head(network.getAddress()));
    }

    private BigInteger head(byte[] octets) {
        return new BigInteger(1, octets).shiftRight(octets.length * Byte.SIZE - prefix);
    }
}

package dev.hallmark.commons.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** What counts as one address: an IPv4 address, or the /64 that one IPv6 subscriber has to itself. */
public final class AddressKey {
    private static final int PREFIX_OCTETS = 8;

    private AddressKey() {}

    /** The key of an IP address in its text form. */
    public static String of(String address) {
        return InetAddress.ofLiteral(address) instanceof Inet6Address inet6
                ? HexFormat.of().formatHex(Arrays.copyOf(inet6.getAddress(), PREFIX_OCTETS))
                : address;
    }
}

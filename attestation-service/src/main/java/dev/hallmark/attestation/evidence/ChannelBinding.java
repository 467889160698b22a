package dev.hallmark.attestation.evidence;

/**
 * The TLS connection that evidence came over.
 *
 * @param octets the exporter (RFC 9266), or 32 zeros
 * @param known false where something in front of the gateway ends TLS
 */
record ChannelBinding(byte[] octets, boolean known) {

    static final ChannelBinding NONE = new ChannelBinding(new byte[32], false);
}

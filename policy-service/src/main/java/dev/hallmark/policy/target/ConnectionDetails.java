package dev.hallmark.policy.target;

import java.util.List;

/**
 * How a device reaches its target.
 *
 * @param username null where the target reads the name from the certificate
 * @param caCertificates PEM certificates that verify the target's server certificate
 * @param publish topics that the device may write
 * @param subscribe topics that the device may read
 */
public record ConnectionDetails(
        String target,
        String protocol,
        String host,
        int port,
        String clientId,
        String username,
        String caCertificates,
        List<String> publish,
        List<String> subscribe) {

    public ConnectionDetails {
        publish = List.copyOf(publish);
        subscribe = List.copyOf(subscribe);
    }
}

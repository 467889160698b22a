package dev.hallmark.client;

import java.net.URI;

/** Where the services that have an API for operators are reached, such as {@code https://registry.example.com}. */
public record ServiceAddresses(URI registry, URI policy, URI ca, URI audit) {

    /** Of one address that forwards {@code /api/<service>/...} to each service. */
    public static ServiceAddresses behind(URI front) {
        return new ServiceAddresses(front, front, front, front);
    }
}

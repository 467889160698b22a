package dev.hallmark.client.http;

import java.io.IOException;

/** Gives the bearer token of each request. */
@FunctionalInterface
public interface Tokens {

    /** A token that is still valid for as long as a request takes; called once for each request, from any thread. */
    String current() throws IOException;
}

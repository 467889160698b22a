package dev.hallmark.client.http;

import com.fasterxml.jackson.databind.JavaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list that a service gives out page by page. */
public final class Listing<T> {

    private static final int LARGEST_PAGE = 1000;

    private final Reader<T> reader;

    private Listing(Reader<T> reader) {
        this.reader = reader;
    }

    /** Reads a page. */
    @FunctionalInterface
    private interface Reader<T> {
        Page<T> read(Optional<String> cursor, int limit) throws IOException, InterruptedException;
    }

    /** What the service answers at this call. */
    static <T> Listing<T> at(Call call, JavaType page) {
        return new Listing<>((cursor, limit) -> {
            var body = call.query("limit", Optional.of(Integer.toString(limit)))
                    .query("cursor", cursor)
                    .get();
            return Api.JSON.readValue(body, page);
        });
    }

    /** What is known already, on one page. */
    public static <T> Listing<T> of(List<T> items) {
        return new Listing<>((cursor, limit) -> new Page<>(items, Optional.empty()));
    }

    /** The first page of at most so many: 1 to 1,000. */
    public Page<T> first(int limit) throws IOException, InterruptedException {
        return reader.read(Optional.empty(), limit);
    }

    /** The page at another page's {@link Page#next}. */
    public Page<T> at(String cursor, int limit) throws IOException, InterruptedException {
        return reader.read(Optional.of(cursor), limit);
    }

    /** The whole list, read in as many requests as it takes, and kept in memory. */
    public List<T> all() throws IOException, InterruptedException {
        var all = new ArrayList<T>();
        var next = Optional.<String>empty();
        do {
            var read = reader.read(next, LARGEST_PAGE);
            all.addAll(read.items());
            next = read.next();
        } while (next.isPresent());
        return List.copyOf(all);
    }
}

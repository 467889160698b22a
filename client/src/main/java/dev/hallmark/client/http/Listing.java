package dev.hallmark.client.http;

import com.fasterxml.jackson.databind.JavaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list that a service gives out page by page. */
public final class Listing<T> {

    private static final int LARGEST_PAGE = 1000;

    private final Call call;
    private final JavaType page;

    Listing(Call call, JavaType page) {
        this.call = call;
        this.page = page;
    }

    /** The first page of at most so many: 1 to 1,000. */
    public Page<T> first(int limit) throws IOException, InterruptedException {
        return read(Optional.empty(), limit);
    }

    /** The page at another page's {@link Page#next}. */
    public Page<T> at(String cursor, int limit) throws IOException, InterruptedException {
        return read(Optional.of(cursor), limit);
    }

    /** The whole list, read in as many requests as it takes, and kept in memory. */
    public List<T> all() throws IOException, InterruptedException {
        var all = new ArrayList<T>();
        var next = Optional.<String>empty();
        do {
            var read = read(next, LARGEST_PAGE);
            all.addAll(read.items());
            next = read.next();
        } while (next.isPresent());
        return List.copyOf(all);
    }

    private Page<T> read(Optional<String> cursor, int limit) throws IOException, InterruptedException {
        var body = call.query("limit", Optional.of(Integer.toString(limit)))
                .query("cursor", cursor)
                .get();
        return Api.JSON.readValue(body, page);
    }
}

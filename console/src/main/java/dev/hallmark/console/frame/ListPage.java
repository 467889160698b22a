package dev.hallmark.console.frame;

import dev.hallmark.client.http.Listing;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list, and where its other parts are.
 *
 * @param first the address of the first part; empty on it
 * @param next the address of the part after this one; empty on the last
 */
public record ListPage<T>(List<T> items, String first, String next) {

    public ListPage {
        items = List.copyOf(items);
    }

    /**
     * Reads a part of a list.
     *
     * @param cursor where it begins; empty or null at the beginning of the list
     * @param address of the first part
     */
    public static <T> ListPage<T> read(Listing<T> listing, int limit, String cursor, String address)
            throws IOException, InterruptedException {
        boolean isFirst = cursor == null || cursor.isEmpty();
        var page = isFirst ? listing.first(limit) : listing.at(cursor, limit);
        var joint = address.contains("?") ? "&" : "?";
        var next = page.next().map(at -> address + joint + "cursor=" + encoded(at));
        return new ListPage<>(page.items(), isFirst ? "" : address, next.orElse(""));
    }

    public <R> ListPage<R> map(Function<T, R> view) {
        return new ListPage<>(items.stream().map(view).toList(), first, next);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

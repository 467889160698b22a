package dev.hallmark.client.http;

import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param next the cursor of the page after this one; none at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }
}

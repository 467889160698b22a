package dev.hallmark.operator.paging;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Where a page starts: the ordering key of the last item before it, opaque to callers. */
public final class Cursor {

    /** The default number of items of a page. */
    public static final String DEFAULT_LIMIT = "50";

    /** The maximum number of items of a page. */
    public static final int MOST = 1000;

    private static final int BAD_REQUEST = 400;

    private Cursor() {}

    static String after(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The key in {@code cursor}, empty at the start of the list.
     *
     * @throws WebApplicationException 400, when it is not one of ours
     */
    public static Optional<String> read(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(key(cursor));
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    /**
     * The number in {@code cursor}, of a list that is ordered by one; empty at the start of the list.
     *
     * @throws WebApplicationException 400, when it is not one of ours
     */
    public static Optional<Long> readNumber(String cursor) {
        return read(cursor, Long::valueOf);
    }

    /**
     * The UUID in {@code cursor}, of a list that is ordered by the items with such ids; empty at the start of the list.
     *
     * @throws WebApplicationException 400, when it is not one of ours
     */
    public static Optional<UUID> readId(String cursor) {
        return read(cursor, UUID::fromString);
    }

    /**
     * The key in {@code cursor}, of a list that is ordered by keys of this form; empty at the start of the list.
     *
     * @param parse throws {@link IllegalArgumentException} for what is no key
     * @throws WebApplicationException 400, when it is not one of ours
     */
    public static <T> Optional<T> read(String cursor, Function<String, T> parse) {
        try {
            return read(cursor).map(parse);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    private static WebApplicationException invalid(IllegalArgumentException cause) {
        return new WebApplicationException(
                cause,
                Problem.of(BAD_REQUEST, "invalid-request", "cursor: the next of a page of this list is accepted")
                        .with("field", "cursor")
                        .toResponse());
    }

    /** No key that we order by has a control character, and PostgreSQL does not accept NUL. */
    private static String key(String cursor) {
        var key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        if (key.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a control character");
        }
        return key;
    }
}

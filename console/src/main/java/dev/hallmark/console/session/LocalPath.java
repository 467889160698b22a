package dev.hallmark.console.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a browser is sent after a form: nowhere but to our own pages. */
public final class LocalPath {

    private static final String FIRST_PAGE = "/";

    private LocalPath() {}

    /** The path itself where it is one of ours, with its query and fragment, else the first page. */
    public static String of(String path) {
        try {
            return path == null ? FIRST_PAGE : local(new URI(path)).orElse(FIRST_PAGE);
        } catch (URISyntaxException e) {
            return FIRST_PAGE;
        }
    }

    /** Written anew from its parts: an empty authority before the path would make the path an authority. */
    private static Optional<String> local(URI uri) {
        return isOurs(uri)
                ? Optional.of(uri.getRawPath() + part("?", uri.getRawQuery()) + part("#", uri.getRawFragment()))
                : Optional.empty();
    }

    private static boolean isOurs(URI uri) {
        var path = uri.getRawPath();
        return uri.getScheme() == null
                && uri.getRawAuthority() == null
                && path != null
                && path.startsWith("/")
                && !path.startsWith("//");
    }

    private static String part(String mark, String text) {
        return text == null ? "" : mark + text;
    }
}

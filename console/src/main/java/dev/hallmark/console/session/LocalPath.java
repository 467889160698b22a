package dev.hallmark.console.session;

import java.util.regex.Pattern;

/** Where a browser is sent after a form: nowhere but to our own pages. */
public final class LocalPath {

    /** One slash first: two, or a slash and a backslash, name another host. */
    private static final Pattern FORM = Pattern.compile("/(?![/\\\\])[\\x21-\\x7E&&[^\\\\]]*");

    private LocalPath() {}

    /** The path itself where it is one of ours, else the first page. */
    public static String of(String path) {
        return path != null && FORM.matcher(path).matches() ? path : "/";
    }
}

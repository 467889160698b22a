package dev.hallmark.console.frame;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that the pages are written in. */
enum Language {
    ENGLISH(Locale.ENGLISH),
    GERMAN(Locale.GERMAN);

    private static final List<Locale> LOCALES =
            Arrays.stream(values()).map(Language::locale).toList();

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The one that was chosen, or else the first of the browser's that there is. */
    static Language of(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(Preferences.LANGUAGE))
                .flatMap(cookie -> tagged(cookie.getValue()))
                .or(() -> accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))
                .orElse(ENGLISH);
    }

    static Optional<Language> tagged(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }

    private static Optional<Language> accepted(String header) {
        try {
            return Optional.ofNullable(header)
                    .map(Locale.LanguageRange::parse)
                    .map(ranges -> Locale.lookup(ranges, LOCALES))
                    .flatMap(found -> tagged(found.toLanguageTag()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Locale locale() {
        return locale;
    }

    String tag() {
        return locale.toLanguageTag();
    }
}

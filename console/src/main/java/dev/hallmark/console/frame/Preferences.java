package dev.hallmark.console.frame;

import dev.hallmark.commons.access.Public;
import dev.hallmark.console.session.LocalPath;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Language and theme, which a browser keeps in cookies. */
@Path("/preferences")
@Cancellable(false)
class Preferences {

    static final String THEME = "hallmark-theme";
    static final String LANGUAGE = "hallmark-language";

    private static final int A_YEAR = (int) Duration.ofDays(365).toSeconds();

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Public
    public Response choose(@RestForm String theme, @RestForm String language, @RestForm String next) {
        var answer = Response.seeOther(URI.create(LocalPath.of(next)));
        Optional.ofNullable(theme)
                .flatMap(Theme::named)
                .ifPresent(chosen -> answer.cookie(cookie(THEME, chosen.toString())));
        Optional.ofNullable(language)
                .flatMap(Language::tagged)
                .ifPresent(chosen -> answer.cookie(cookie(LANGUAGE, chosen.tag())));
        return answer.build();
    }

    private static NewCookie cookie(String name, String value) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(A_YEAR)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}

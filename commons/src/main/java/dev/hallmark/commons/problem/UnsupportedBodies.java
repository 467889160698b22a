package dev.hallmark.commons.problem;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers a body of a media type that the endpoint does not read. */
class UnsupportedBodies {

    private final AcceptedTypes types;

    UnsupportedBodies(AcceptedTypes types) {
        this.types = types;
    }

    /** RFC 9110 §15.5.16: what is accepted is in {@code Accept} too. */
    @ServerExceptionMapper(priority = 1)
    Response unsupported(NotSupportedException e, ContainerRequestContext request) {
        var accepted = types.at(request.getMethod(), request.getUriInfo().getPath());
        return Problem.of(StatusCode.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", sentence(request, accepted))
                .with("accepted", accepted)
                .toResponseBuilder()
                .header(HttpHeaders.ACCEPT, String.join(", ", accepted))
                .build();
    }

    private static String sentence(ContainerRequestContext request, List<String> accepted) {
        var type = Optional.ofNullable(request.getMediaType())
                .map(sent -> sent.getType() + "/" + sent.getSubtype())
                .orElse("A body without Content-Type");
        return type + " is not accepted here; send " + String.join(" or ", accepted) + ".";
    }
}

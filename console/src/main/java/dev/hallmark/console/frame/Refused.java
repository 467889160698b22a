package dev.hallmark.console.frame;

import dev.hallmark.client.http.ApiException;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** What a service objects to in a form, which is shown again with it. */
public final class Refused {

    private Refused() {}

    /**
     * What is wrong with the form.
     *
     * @throws ApiException what is no fault of the form
     */
    public static Optional<String> by(ApiException e) throws ApiException {
        return switch (e.status()) {
            case StatusCode.BAD_REQUEST, StatusCode.CONFLICT, StatusCode.PRECONDITION_FAILED, 422 ->
                Optional.of(e.detail());
            default -> throw e;
        };
    }
}

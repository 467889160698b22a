package dev.hallmark.registry.imports;

import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.ws.rs.core.HttpHeaders;

/** The body of a request as it comes, asked for only as fast as it is worked off. */
final class RequestBody {

    private RequestBody() {}

    static Multi<byte[]> of(HttpServerRequest request) {
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw new RegistryException(Refusal.UNSUPPORTED_ENCODING, "Send the file without Content-Encoding.");
        }
        if (request.isEnded()) {
            return Multi.createFrom().empty();
        }
        // Quarkus has paused the request; pausing it ourselves keeps the handlers set next from resuming it.
        request.pause();
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        return io.vertx.mutiny.core.http.HttpServerRequest.newInstance(request)
                .toMulti()
                .map(Buffer::getBytes)
                .onFailure()
                .transform(cause -> new RegistryException(
                        Refusal.UPLOAD_BROKEN_OFF,
                        "The upload broke off. Send the file again with the same Idempotency-Key to go on."));
    }
}

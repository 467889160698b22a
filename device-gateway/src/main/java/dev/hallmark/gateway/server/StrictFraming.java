package dev.hallmark.gateway.server;

import dev.hallmark.gateway.refusal.Refusal;
import dev.hallmark.gateway.refusal.RefusedException;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/** Refuses HTTP/1 requests whose end two servers might see in different places (request smuggling). */
final class StrictFraming {
    private static final String DECODER = "httpDecoder";

    private StrictFraming() {}

    /** Netty silently drops Content-Length next to Transfer-Encoding, so this is caught while decoding. */
    private static final class Decoder extends VertxHttpRequestDecoder {
        Decoder(HttpServerOptions options) {
            super(options);
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
        }
    }

    /** Call this on a new connection, before it has read anything. */
    static void install(HttpConnection connection, HttpServerOptions options) {
        var pipeline = ((ConnectionBase) connection).channel().pipeline();
        if (pipeline.get(DECODER) != null) {
            pipeline.replace(DECODER, DECODER, new Decoder(options));
        }
    }

    /** RFC 9112 §3.2: one Host, or in HTTP/1.0 none; §6.1: chunked is the only coding, and HTTP/1.0 has none. */
    static void require(HttpServerRequest request) {
        var codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        boolean fine =
                switch (request.version()) {
                    case HTTP_2 -> codings.isEmpty();
                    case HTTP_1_1 -> hosts(request) == 1 && (codings.isEmpty() || isChunked(codings));
                    case HTTP_1_0 -> hosts(request) <= 1 && codings.isEmpty();
                    // A version that Vert.x does not know.
                    case null -> false;
                };
        if (!fine || !areFields(request)) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
    }

    /** Netty accepts empty names. */
    private static boolean areFields(HttpServerRequest request) {
        return request.headers().entries().stream()
                .allMatch(field -> FieldSyntax.isToken(field.getKey()) && FieldSyntax.isValue(field.getValue()));
    }

    private static int hosts(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.HOST).size();
    }

    private static boolean isChunked(List<String> codings) {
        return codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
    }
}

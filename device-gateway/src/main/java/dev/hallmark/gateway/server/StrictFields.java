package dev.hallmark.gateway.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Set;

/**
 * Refuses malformed HTTP/2 requests that Netty and Vert.x let through: written as HTTP/1.1, their fields would mean
 * something else. RFC 9113 §8.1.1: a malformed request is a stream error.
 */
final class StrictFields extends Http2FrameListenerDecorator {
    private static final String HOST = "host";
    private static final AsciiString PATH = PseudoHeaderName.PATH.value();
    private static final AsciiString PROTOCOL = PseudoHeaderName.PROTOCOL.value();
    private static final Set<String> SCHEMES = Set.of("https", "http");

    private StrictFields(Http2FrameListener listener) {
        super(listener);
    }

    /** Call this on a new connection, before it has read anything. */
    static void install(HttpConnection connection) {
        var handler = ((ConnectionBase) connection).channel().pipeline().get(Http2ConnectionHandler.class);
        if (handler != null) {
            var decoder = handler.decoder();
            decoder.frameListener(new StrictFields(decoder.frameListener()));
        }
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end)
            throws Http2Exception {
        require(stream, headers);
        super.onHeadersRead(context, stream, headers, padding, end);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end)
            throws Http2Exception {
        require(stream, headers);
        super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, end);
    }

    private static void require(int stream, Http2Headers headers) throws Http2Exception {
        boolean trailers = headers.method() == null;
        if (!(trailers || isRequest(headers)) || !areFields(headers)) {
            throw Http2Exception.streamError(stream, Http2Error.PROTOCOL_ERROR, "malformed request");
        }
    }

    /** RFC 9113 §8.3.1; Vert.x compares authority and host, RequestHandler checks the path. */
    private static boolean isRequest(Http2Headers headers) {
        int hosts = headers.getAll(HOST).size();
        return FieldSyntax.isToken(headers.method())
                && headers.scheme() != null
                && SCHEMES.contains(headers.scheme().toString())
                && hosts <= 1
                && (hosts == 1 || headers.authority() != null);
    }

    private static boolean areFields(Http2Headers headers) {
        for (var field : headers) {
            var name = field.getKey();
            if (!PATH.contentEquals(name) && !(isName(name) && FieldSyntax.isValue(field.getValue()))) {
                return false;
            }
        }
        return true;
    }

    /** RFC 8441 §3: a client may not use a protocol that was not offered. */
    private static boolean isName(CharSequence name) {
        return PseudoHeaderName.isPseudoHeader(name) ? !PROTOCOL.contentEquals(name) : FieldSyntax.isToken(name);
    }
}

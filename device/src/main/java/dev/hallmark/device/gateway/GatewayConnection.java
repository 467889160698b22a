package dev.hallmark.device.gateway;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnectionFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.http.protocol.RequestUserAgent;
import org.apache.hc.core5.io.CloseMode;

/**
 * Exactly one TLS 1.3 connection. It never reconnects by itself: evidence is bound to the connection, so the caller
 * sees a lost one as an {@link IOException}.
 */
public final class GatewayConnection implements AutoCloseable {

    private static final String EXPORTER_LABEL = "EXPORTER-Channel-Binding";
    private static final int EXPORTER_BYTES = 32;
    private static final int LARGEST_ANSWER = 1 << 20;

    /** Not the library's usual one, which would wait for {@code 100 Continue} before each body. */
    private static final HttpProcessor PROCESSOR = HttpProcessorBuilder.create()
            .addAll(
                    new RequestTargetHost(),
                    new RequestContent(),
                    new RequestConnControl(),
                    new RequestUserAgent("hallmark-device"))
            .build();

    private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();

    private final HttpHost target;
    private final byte[] channelBinding;
    private final DefaultBHttpClientConnection http;

    GatewayConnection(SSLSocket socket, String host, int port) throws IOException {
        this.target = new HttpHost("https", host, port);
        this.channelBinding = export((ExtendedSSLSession) socket.getSession());
        this.http = DefaultBHttpClientConnectionFactory.builder().build().createConnection(socket);
    }

    /** RFC 9266: the exporter with an empty context, known to both ends of this connection and to nobody else. */
    private static byte[] export(ExtendedSSLSession session) throws SSLException {
        return session.exportKeyingMaterialData(EXPORTER_LABEL, new byte[0], EXPORTER_BYTES);
    }

    /** The 32 bytes of the channel binding {@code tls-exporter}. */
    public byte[] channelBinding() {
        return channelBinding.clone();
    }

    public boolean isOpen() {
        return http.isOpen();
    }

    /** Sends a request and reads the whole answer, whatever its status. */
    public Answer send(Request request) throws IOException {
        try {
            return exchange(request);
        } catch (HttpException e) {
            close();
            throw new ProtocolException(e.getMessage());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Answer exchange(Request request) throws IOException, HttpException {
        var message = request.message(target);
        var context = HttpCoreContext.create();
        context.setRequest(message);
        EXECUTOR.preProcess(message, PROCESSOR, context);
        try (var response = EXECUTOR.execute(message, http, context)) {
            var answer = Answer.of(response, body(response));
            if (!EXECUTOR.keepAlive(message, response, http, context)) {
                close();
            }
            return answer;
        }
    }

    private static String body(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        var body = EntityUtils.toByteArray(response.getEntity(), LARGEST_ANSWER + 1);
        if (body.length > LARGEST_ANSWER) {
            throw new IOException("The answer is larger than " + LARGEST_ANSWER + " bytes");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
    }
}

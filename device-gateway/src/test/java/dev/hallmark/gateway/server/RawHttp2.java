package dev.hallmark.gateway.server;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSocket;

/** A connection over HTTP/2 on which a test may send whatever frames it likes (RFC 9113 §6). */
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int NO_FLAG = 0;
    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_OCTETS = 5;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int BETWEEN_DROPS_MILLIS = 5;
    private static final int FRAME_HEAD = 9;
    private static final int WINDOW = 65_535;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SSLSocket socket;
    private final DataInputStream input;
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();
    private final Map<Integer, Long> windows = new HashMap<>(Map.of(0, (long) WINDOW));
    private final Map<Integer, Answer> answers = new HashMap<>();
    private int pings;
    private String end = "";

    /**
     * What came on a stream.
     *
     * @param end what ended it: {@code END_STREAM}, or {@code RST_STREAM}, {@code GOAWAY} or {@code CLOSED} and the error
     */
    record Answer(String end, Map<String, String> headers, String body) {
        private static final Answer NONE = new Answer("", Map.of(), "");

        String status() {
            return headers.getOrDefault(":status", "none");
        }

        private Answer ended(String how) {
            return end.isEmpty() ? new Answer(how, headers, body) : this;
        }
    }

    private record Frame(int type, int flags, int stream, byte[] payload) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }

        int number(int at) {
            return ByteBuffer.wrap(payload).getInt(at);
        }

        String error(int at) {
            return Http2Error.valueOf(number(at)).name();
        }
    }

    private RawHttp2(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.input = new DataInputStream(socket.getInputStream());
    }

    /** One whose handshake and preface are done. */
    static RawHttp2 open() throws IOException, GeneralSecurityException {
        var socket = (SSLSocket) RawConnection.tlsContext()
                .getSocketFactory()
                .createSocket(InetAddress.ofLiteral("127.0.0.1"), World.port(), World.ownAddress(), 0);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.startHandshake();
        socket.getOutputStream().write(PREFACE);
        return new RawHttp2(socket).greet();
    }

    /** Acknowledges the settings at once, since later on it might come in the middle of headers. */
    private RawHttp2 greet() throws IOException {
        var unused = send(SETTINGS, NO_FLAG, 0, new byte[0]);
        for (var frame = read(); frame.type != SETTINGS || frame.has(ACK); frame = read()) {
            take(frame);
        }
        return send(SETTINGS, ACK, 0, new byte[0]);
    }

    RawHttp2 send(int type, int flags, int stream, byte[] payload) throws IOException {
        socket.getOutputStream().write(frame(type, flags, stream, payload));
        return this;
    }

    /** Many times the same, at once. */
    RawHttp2 send(int times, byte[] frame) throws IOException {
        var all = ByteBuffer.allocate(times * frame.length);
        for (int i = 0; i < times; i++) {
            all.put(frame);
        }
        socket.getOutputStream().write(all.array());
        return this;
    }

    /** All the fields of a request in one frame. */
    RawHttp2 request(int stream, Fields fields, int flags) throws IOException {
        return send(HEADERS, END_HEADERS | flags, stream, fields.block());
    }

    /** A part of a body, as soon as the gateway accepts it. */
    RawHttp2 data(int stream, byte[] octets) throws IOException {
        while (end.isEmpty() && Math.min(window(0), window(stream)) < octets.length) {
            take();
        }
        windows.merge(0, (long) -octets.length, Long::sum);
        windows.put(stream, window(stream) - octets.length);
        return send(DATA, NO_FLAG, stream, octets);
    }

    /** Whether what has been read so far is the end of an answer. */
    boolean hasAnswered(int stream) {
        return !answers.getOrDefault(stream, Answer.NONE).end().isEmpty() || !end.isEmpty();
    }

    Answer answer(int stream) throws IOException {
        while (!hasAnswered(stream)) {
            take();
        }
        return answers.getOrDefault(stream, Answer.NONE).ended(end);
    }

    /** Reads until the gateway has closed the connection, and gives the error it named. */
    String readToEnd() throws IOException {
        while (!end.startsWith("CLOSED")) {
            take();
        }
        return end;
    }

    /** Sends the same again and again until the gateway has closed the connection. */
    String drip(byte[] frame) throws IOException {
        socket.setSoTimeout(BETWEEN_DROPS_MILLIS);
        while (!end.startsWith("CLOSED")) {
            try {
                socket.getOutputStream().write(frame);
                take();
            } catch (SocketTimeoutException nothing) {
                // Nothing received yet: send the next part.
            } catch (SocketException closed) {
                end = "CLOSED";
            }
        }
        return end;
    }

    /** Waits until everything sent so far has been read. */
    RawHttp2 sync() throws IOException {
        int before = pings;
        var unused = send(PING, NO_FLAG, 0, new byte[Long.BYTES]);
        while (pings == before && end.isEmpty()) {
            take();
        }
        return this;
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(FRAME_HEAD + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    private long window(int stream) {
        return windows.getOrDefault(stream, (long) WINDOW);
    }

    private void take() throws IOException {
        try {
            take(read());
        } catch (EOFException | SocketException closed) {
            end = end.isEmpty() ? "CLOSED" : "CLOSED after " + end;
        }
    }

    private Frame read() throws IOException {
        var head = new byte[FRAME_HEAD];
        head[0] = input.readByte();
        input.readFully(head, 1, FRAME_HEAD - 1);
        var buffer = ByteBuffer.wrap(head);
        int length = buffer.getInt() >>> Byte.SIZE;
        var payload = new byte[length];
        input.readFully(payload);
        return new Frame(head[3], head[4], buffer.getInt(5) & Integer.MAX_VALUE, payload);
    }

    private void take(Frame frame) throws IOException {
        switch (frame.type) {
            case HEADERS, DATA -> answers.merge(frame.stream, part(frame), RawHttp2::joined);
            case RST_STREAM ->
                answers.merge(
                        frame.stream,
                        Answer.NONE.ended("RST_STREAM " + frame.error(0)),
                        (known, reset) -> known.ended(reset.end));
            case SETTINGS -> {}
            case PING -> pings++;
            case GOAWAY -> end = "GOAWAY " + frame.error(Integer.BYTES);
            case WINDOW_UPDATE -> windows.put(frame.stream, window(frame.stream) + frame.number(0));
            default -> throw new IOException("unexpected frame of type " + frame.type);
        }
    }

    private Answer part(Frame frame) throws IOException {
        var end = frame.has(END_STREAM) ? "END_STREAM" : "";
        return frame.type == DATA
                ? new Answer(end, Map.of(), new String(frame.payload, StandardCharsets.UTF_8))
                : new Answer(end, decoded(frame), "");
    }

    private static Answer joined(Answer known, Answer more) {
        var headers = new HashMap<>(known.headers);
        headers.putAll(more.headers);
        return new Answer(known.end + more.end, headers, known.body + more.body);
    }

    private Map<String, String> decoded(Frame frame) throws IOException {
        var headers = new HashMap<String, String>();
        try {
            int skipped = frame.has(PRIORITY) ? PRIORITY_OCTETS : 0;
            decoder.decodeHeaders(
                            frame.stream, Unpooled.wrappedBuffer(frame.payload).skipBytes(skipped))
                    .forEach(field -> headers.put(
                            field.getKey().toString(), field.getValue().toString()));
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
        return headers;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

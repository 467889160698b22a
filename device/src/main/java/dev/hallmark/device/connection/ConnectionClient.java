package dev.hallmark.device.connection;

import dev.hallmark.device.gateway.GatewayConnection;
import dev.hallmark.device.gateway.Request;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import java.io.IOException;

/** Fetches the connection details. */
public final class ConnectionClient {

    private static final String PATH = "/connection/v1";

    private final GatewayConnection connection;

    public ConnectionClient(GatewayConnection connection) {
        this.connection = connection;
    }

    /** With the token; the service waits for some seconds, then answers 202. */
    public ConnectionDetails details(String token) throws IOException, UnexpectedAnswerException {
        return ask(Request.get(PATH).withToken(token));
    }

    /** With the certificate that the connection was opened with. */
    public ConnectionDetails details() throws IOException, UnexpectedAnswerException {
        return ask(Request.get(PATH));
    }

    private ConnectionDetails ask(Request request) throws IOException, UnexpectedAnswerException {
        return connection.send(request).expect(200).json(ConnectionDetails.class);
    }
}

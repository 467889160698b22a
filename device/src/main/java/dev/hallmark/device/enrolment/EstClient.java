package dev.hallmark.device.enrolment;

import dev.hallmark.device.gateway.GatewayConnection;
import dev.hallmark.device.gateway.Request;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.SigningKey;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** An EST client (RFC 7030, 8951) for one label, over one connection. */
public final class EstClient {

    private final GatewayConnection connection;
    private final String path;

    /** @param path such as {@code /.well-known/est/default} */
    public EstClient(GatewayConnection connection, String path) {
        this.connection = connection;
        this.path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The authorities of this label. */
    public List<X509Certificate> authorities() throws IOException, UnexpectedAnswerException {
        return CertsOnlyMessage.parse(
                connection.send(Request.get(path + "/cacerts")).expect(200).body());
    }

    /**
     * Requests a certificate, and checks it before it is used.
     *
     * @param request DER of a PKCS#10 request with this key
     */
    public ClientCertificate enrol(byte[] request, SigningKey key, String token)
            throws IOException, UnexpectedAnswerException {
        return send(simple("simpleenroll", request).withToken(token), key);
    }

    /**
     * Requests the next certificate, over a connection that was opened with the current one.
     *
     * @param request DER of a PKCS#10 request with this key, the current one's or a new one
     */
    public ClientCertificate reenrol(byte[] request, SigningKey key) throws IOException, UnexpectedAnswerException {
        return send(simple("simplereenroll", request), key);
    }

    private Request simple(String operation, byte[] request) {
        var body = Base64.getMimeEncoder().encodeToString(request);
        return Request.post(path + "/" + operation, "application/pkcs10", body)
                .with("Content-Transfer-Encoding", "base64");
    }

    private ClientCertificate send(Request request, SigningKey key) throws IOException, UnexpectedAnswerException {
        var answer = connection.send(request).expect(200);
        return IssuedCertificate.check(CertsOnlyMessage.parse(answer.body()), key);
    }
}

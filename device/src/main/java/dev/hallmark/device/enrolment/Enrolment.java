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
public final class Enrolment {

    private final GatewayConnection connection;
    private final String path;

    /** @param path such as {@code /.well-known/est/default} */
    public Enrolment(GatewayConnection connection, String path) {
        this.connection = connection;
        this.path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The authorities of this label. */
    public List<X509Certificate> authorities() throws IOException, UnexpectedAnswerException {
        return CertificatesOnly.parse(
                connection.send(Request.get(path + "/cacerts")).expect(200).body());
    }

    /**
     * Asks for a certificate, and looks at what came before it is used.
     *
     * @param request DER of a PKCS#10 request with this key
     */
    public ClientCertificate enrol(byte[] request, SigningKey key, String token)
            throws IOException, UnexpectedAnswerException {
        var body = Base64.getMimeEncoder().encodeToString(request);
        var answer = connection.send(Request.post(path + "/simpleenroll", "application/pkcs10", body)
                .with("Content-Transfer-Encoding", "base64")
                .withToken(token));
        return IssuedCertificate.check(CertificatesOnly.parse(answer.expect(200).body()), key);
    }
}

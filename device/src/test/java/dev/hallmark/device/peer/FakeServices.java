package dev.hallmark.device.peer;

import dev.hallmark.device.peer.FakeAttestation.Proven;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** The services that a device uses, as the protocol describes them. */
public final class FakeServices {

    private final TestAuthority issuing = new TestAuthority("issuing");
    private final Responses responses = new Responses();
    private final FakeAttestation attestation = new FakeAttestation(responses);
    private final Map<String, X509Certificate> certificates = new ConcurrentHashMap<>();
    private volatile X509Certificate brokerAuthority = issuing.certificate();
    private volatile int brokerPort = 8883;

    FakeServices() throws Exception {}

    public TestAuthority issuing() {
        return issuing;
    }

    public Map<String, X509Certificate> certificates() {
        return certificates;
    }

    public void answerInChunks() {
        responses.inChunks();
    }

    public void broker(int port, X509Certificate authority) {
        brokerPort = port;
        brokerAuthority = authority;
    }

    void handle(Caller caller, ClassicHttpRequest request, ClassicHttpResponse response) throws IOException {
        var octets = body(request);
        var body = new String(octets, StandardCharsets.UTF_8);
        try {
            var path = request.getPath();
            if (path.equals("/attestation/v1/challenges")) {
                attestation.challenge(caller.exporter(), body, response);
            } else if (path.endsWith("/evidence")) {
                var evidence = new EvidenceCheck(request.getEntity().getContentType(), octets);
                attestation.evidence(path.replaceAll(".*/(.*)/evidence", "$1"), caller.exporter(), evidence, response);
            } else if (path.equals("/.well-known/est/default/simpleenroll")) {
                enrol(device(request), body, response);
            } else if (path.equals("/.well-known/est/default/simplereenroll")) {
                reenrol(renewed(caller), body, response);
            } else if (path.equals("/connection/v1")) {
                connection(device(request).or(() -> renewed(caller)), response);
            } else {
                response.setCode(404);
            }
        } catch (Exception e) {
            responses.problem(response, 400, "bad-request");
        }
    }

    private void enrol(Optional<Proven> device, String body, ClassicHttpResponse response) throws Exception {
        var request = new JcaPKCS10CertificationRequest(Base64.getMimeDecoder().decode(body));
        if (device.isEmpty()) {
            responses.problem(response, 401, "token-refused");
        } else if (!EvidenceCheck.names(request.getPublicKey(), device.get().operational())) {
            responses.problem(response, 403, "wrong-key");
        } else {
            var certificate = certificates.get(device.get().deviceId());
            if (certificate == null) {
                certificate = issuing.issueClient(device.get().commonName(), request.getPublicKey());
                certificates.put(device.get().deviceId(), certificate);
            }
            var message = Base64.getMimeEncoder().encodeToString(TestAuthority.certificatesOnly(certificate));
            responses.send(response, 200, "application/pkcs7-mime; smime-type=certs-only", message);
        }
    }

    /** Always a new certificate, as in the renewal window. */
    private void reenrol(Optional<Proven> device, String body, ClassicHttpResponse response) throws Exception {
        if (device.isEmpty()) {
            response.setCode(401);
            return;
        }
        var request = new JcaPKCS10CertificationRequest(Base64.getMimeDecoder().decode(body));
        var certificate = issuing.issueClient(device.get().commonName(), request.getPublicKey());
        certificates.put(device.get().deviceId(), certificate);
        var message = Base64.getMimeEncoder().encodeToString(TestAuthority.certificatesOnly(certificate));
        responses.send(response, 200, "application/pkcs7-mime; smime-type=certs-only", message);
    }

    /** Only the newest certificate of a device is accepted. */
    private Optional<Proven> renewed(Caller caller) {
        return certificates.entrySet().stream()
                .filter(entry ->
                        caller.certificate().filter(entry.getValue()::equals).isPresent())
                .findFirst()
                .map(entry -> new Proven(entry.getKey(), ""));
    }

    /** As if the certificates had expired. */
    public void forgetCertificates() {
        certificates.clear();
    }

    private void connection(Optional<Proven> device, ClassicHttpResponse response) throws Exception {
        if (device.isEmpty()) {
            responses.problem(response, 401, "token-refused");
            return;
        }
        var name = device.get().commonName();
        var details = Map.of(
                "target",
                "mosquitto",
                "protocol",
                "mqtts",
                "host",
                "localhost",
                "port",
                brokerPort,
                "clientId",
                name,
                "caCertificates",
                TestAuthority.pem(brokerAuthority),
                "publish",
                List.of("devices/" + name + "/up/#"),
                "subscribe",
                List.of("devices/" + name + "/down/#"),
                "renewAfter",
                "2030-01-01T00:00:00Z",
                "somethingNew",
                true);
        responses.json(response, 200, details);
    }

    private Optional<Proven> device(ClassicHttpRequest request) throws HttpException {
        var header = request.getHeader("Authorization");
        return header == null
                ? Optional.empty()
                : attestation.device(header.getValue().replaceFirst("Bearer ", ""));
    }

    private static byte[] body(ClassicHttpRequest request) throws IOException {
        return request.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(request.getEntity());
    }
}

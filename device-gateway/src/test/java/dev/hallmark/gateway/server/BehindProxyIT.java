package dev.hallmark.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.commons.connection.ConnectionFacts;
import dev.hallmark.commons.pki.PkiMirror;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
@TestProfile(BehindProxyIT.NoBinding.class)
class BehindProxyIT {
    private static final InetAddress PROXY = InetAddress.ofLiteral("127.0.2.1");
    private static final InetAddress LOAD_BALANCER = InetAddress.ofLiteral("127.0.2.2");
    private static final InetAddress OTHER_PEER = InetAddress.ofLiteral("127.0.3.1");
    private static final byte[] PROXY_V2 = {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};

    /** TLS ends in front of the gateway, and a load balancer says where connections came from. */
    public static class NoBinding implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "hallmark.gateway.binding", "none",
                    "hallmark.gateway.tls.certificate", "",
                    "hallmark.gateway.client-certificate.proxies", "127.0.2.1",
                    "hallmark.gateway.proxy-protocol.addresses", "127.0.2.0/24");
        }
    }

    @Inject
    PkiMirror mirror;

    @BeforeEach
    void mirrored() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> mirror.current().authorities().size() == 2);
    }

    @Test
    void nothingIsBoundAndTheProxyIsTrustedForTheCertificate() throws Exception {
        var facts = facts(PROXY, clientCert("valid"));

        assertThat(facts.channelBinding()).isEmpty();
        assertThat(facts.ip()).isEqualTo("192.0.2.7");
        assertThat(facts.clientCertificate()).isPresent();
    }

    @Test
    void theCertificateOfAProxyIsValidatedTheSame() throws Exception {
        assertThat(facts(PROXY, clientCert("expired")).clientCertificate()).isEmpty();
        assertThat(facts(PROXY, clientCert("foreign")).clientCertificate()).isEmpty();
        assertThat(facts(PROXY, clientCert("valid") + clientCert("valid")).clientCertificate())
                .isEmpty();
    }

    @Test
    void onlyTheProxyIsTrusted() throws Exception {
        assertThat(facts(LOAD_BALANCER, clientCert("valid")).clientCertificate())
                .isEmpty();
    }

    @Test
    void noOtherPeerMayConnect() throws Exception {
        assertThat(answer(LOAD_BALANCER, "")).startsWith("HTTP/1.1 200 ");
        assertThat(answer(OTHER_PEER, "")).isEmpty();
    }

    private static ConnectionFacts facts(InetAddress from, String header) throws IOException {
        var answer = answer(from, header);
        return World.facts("attestation-service", World.json(answer.substring(answer.indexOf("\r\n\r\n"))));
    }

    private static String answer(InetAddress from, String header) throws IOException {
        var request = "GET /attestation/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n";
        try (var connection = RawConnection.plain(World.port(), from)) {
            return connection.send(proxied("192.0.2.7")).send(request).readToEnd();
        } catch (SocketException reset) {
            return "";
        }
    }

    /** PROXY protocol v2 §2.2: command PROXY, TCP over IPv4, twelve octets of addresses and ports. */
    private static byte[] proxied(String source) {
        return ByteBuffer.allocate(PROXY_V2.length + 16)
                .put(PROXY_V2)
                .put((byte) 0x21)
                .put((byte) 0x11)
                .putShort((short) 12)
                .put(InetAddress.ofLiteral(source).getAddress())
                .put(InetAddress.ofLiteral("192.0.2.1").getAddress())
                .putShort((short) 40000)
                .putShort((short) 443)
                .array();
    }

    private static String clientCert(String name) throws IOException {
        var pem = Files.readString(World.file(name + ".pem"), StandardCharsets.US_ASCII);
        return "Client-Cert: :" + pem.replaceAll("-----[A-Z ]+-----|\\s", "") + ":\r\n";
    }
}

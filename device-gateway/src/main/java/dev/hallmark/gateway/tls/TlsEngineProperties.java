package dev.hallmark.gateway.tls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * System properties of the JDK's TLS engine. It reads them once, when its classes are initialised, and cannot be
 * configured in any other way: they are set before anything in this process uses TLS, and tested before the gateway
 * listens.
 */
public final class TlsEngineProperties {
    private static final Map<String, String> PROPERTIES = Map.of(
            // RFC 6066 §3 lets a server ignore an unknown name. The engine aborts the handshake over names that Java
            // rejects (an underscore, a trailing dot); with one certificate no name is needed.
            "jdk.tls.server.disableExtensions", "server_name",
            // RFC 9266 §3: in TLS 1.2 the exporter identifies a connection with an extended master secret only.
            "jdk.tls.useExtendedMasterSecret", "true",
            "jdk.tls.allowLegacyMasterSecret", "false",
            "jdk.tls.allowLegacyResumption", "false",
            "jdk.tls.rejectClientInitiatedRenegotiation", "true",
            "sun.security.ssl.allowUnsafeRenegotiation", "false");

    /**
     * A ClientHello (RFC 5246 §7.4.1.2) of TLS 1.2 for the host "a_b" that offers no extended master secret: ECDHE with
     * AES-128-GCM, P-256, signatures by ECDSA, RSA-PSS, RSA or Ed25519.
     */
    private static final byte[] CLIENT_HELLO = HexFormat.of()
            .parseHex("1603010059" + "01000055" + "0303" + "00".repeat(32) + "00" + "0004c02bc02f" + "0100" + "0028"
                    + "00000008" + "0006000003615f62" + "000a0004" + "00020017"
                    + "000d0010" + "000e0403080404010807050306030805");

    /** RFC 8446 §6: a fatal alert is two octets, of which the second says why. */
    private static final int ALERT = 21;

    private static final int DESCRIPTION = 6;
    private static final int HANDSHAKE_FAILURE = 40;

    private TlsEngineProperties() {}

    /** Sets the properties. */
    public static void set() {
        PROPERTIES.forEach(System::setProperty);
    }

    /**
     * Tests on an engine with the gateway's own key that the properties are in effect.
     *
     * @throws IllegalStateException when the engine was initialised before {@link #set}
     */
    static void requireEffective(KeyManager... keys) throws GeneralSecurityException, SSLException {
        var context = SSLContext.getInstance("TLS");
        context.init(keys, null, null);
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        var answer = answer(engine);
        if (answer.get(0) != ALERT || answer.get(DESCRIPTION) != HANDSHAKE_FAILURE) {
            throw new IllegalStateException("TLS was in use before the gateway could set its engine properties;"
                    + " pass each of these to the JVM with -D: " + PROPERTIES);
        }
    }

    private static ByteBuffer answer(SSLEngine engine) throws SSLException {
        var answer = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        var empty = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        engine.unwrap(ByteBuffer.wrap(CLIENT_HELLO), empty);
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
        }
        try {
            engine.wrap(ByteBuffer.allocate(0), answer);
        } catch (SSLException refused) {
            engine.wrap(ByteBuffer.allocate(0), answer);
        }
        return answer;
    }
}

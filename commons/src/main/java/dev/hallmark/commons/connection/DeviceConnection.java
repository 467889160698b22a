package dev.hallmark.commons.connection;

import jakarta.enterprise.context.RequestScoped;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The connection of the current request, as the gateway asserts it; inject it into {@link DevicePlane} resources. */
@RequestScoped
public class DeviceConnection {
    private ConnectionFacts facts;

    void accept(ConnectionFacts verified) {
        this.facts = verified;
    }

    /**
     * The 32 octets that evidence is bound to: the RFC 9266 exporter of the device's TLS connection, or zeros where
     * the gateway cannot know it (binding "none").
     */
    public byte[] channelBinding() {
        return facts().channelBinding().map(byte[]::clone).orElseGet(() -> new byte[32]);
    }

    /** Whether {@link #channelBinding()} is a real exporter. */
    public boolean bound() {
        return facts().channelBinding().isPresent();
    }

    /** The version of TLS that the device uses; empty where the gateway cannot know it (binding "none"). */
    public Optional<TlsVersion> tls() {
        return facts().tls();
    }

    /** The client's certificate: chain and dates are checked, the state of device and certificate is not. */
    public Optional<X509Certificate> clientCertificate() {
        return facts().clientCertificate();
    }

    /** The device's address. */
    public String ip() {
        return facts().ip();
    }

    private ConnectionFacts facts() {
        if (facts == null) {
            throw new IllegalStateException("no device connection: the resource is not marked @DevicePlane");
        }
        return facts;
    }
}

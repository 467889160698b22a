package dev.hallmark.gateway.server;

import dev.hallmark.commons.connection.TlsVersion;
import dev.hallmark.gateway.identity.CertificateHeader;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway's settings. */
@ConfigMapping(prefix = "hallmark.gateway")
public interface GatewaySettings {
    /** The address that both ports listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** The devices' port. */
    @WithDefault("8443")
    int port();

    /** The port of the public PKI over plain HTTP. */
    @WithDefault("8880")
    int publicPort();

    /** The only hosts that a target in absolute form may name; without it any that the Host header names as well. */
    Optional<List<String>> publicHosts();

    /** What evidence is bound to; {@code none} where something in front of the gateway ends TLS. */
    @WithDefault("tls-exporter")
    Binding binding();

    Tls tls();

    /** {@code attestation}, {@code ca}, {@code policy}, {@code ota}: what is not configured does not exist. */
    Map<String, Service> services();

    Upstreams upstream();

    LimitSettings limits();

    ProxyProtocol proxyProtocol();

    ClientCertificate clientCertificate();

    /** How evidence is bound to the connection. */
    enum Binding {
        TLS_EXPORTER,
        NONE
    }

    /** The gateway's own certificate; both files are watched. */
    interface Tls {
        /** PEM, the leaf first. Without it the gateway speaks plain HTTP, which it does only with binding none. */
        Optional<Path> certificate();

        /** PEM, PKCS#8. */
        Optional<Path> key();

        /** The oldest version that is offered: {@code 1.3}, or {@code 1.2} for devices that know no newer one. */
        @WithDefault("1.3")
        @WithConverter(TlsVersionConverter.class)
        TlsVersion minimumVersion();

        /** How often both files are looked at for a change. */
        @WithDefault("10s")
        Duration reloadInterval();
    }

    /** A service behind the gateway. */
    interface Service {
        /** Scheme, host and port. */
        URI url();

        /** Base64 of at least 32 octets, shared with this service alone. */
        String secret();
    }

    /** Connections to the services. */
    interface Upstreams {
        /** Most connections to one service. */
        @WithDefault("512")
        int connections();

        /** Most requests that wait for one. */
        @WithDefault("2000")
        int waiting();

        /** How long opening a connection may take. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** Longest silence of a service; it may hold a request for 5 seconds on purpose. */
        @WithDefault("30s")
        Duration timeout();
    }

    /** PROXY protocol on the devices' port. */
    interface ProxyProtocol {
        /** Load balancers, as addresses or ranges. When set, every connection must come from one and begin with it. */
        Optional<List<String>> addresses();
    }

    /** With binding none: what ends TLS in front of the gateway. */
    interface ClientCertificate {
        /** Addresses or ranges that are believed. */
        Optional<List<String>> proxies();

        /** The one header that is believed from them. */
        @WithDefault("client-cert")
        CertificateHeader header();
    }
}

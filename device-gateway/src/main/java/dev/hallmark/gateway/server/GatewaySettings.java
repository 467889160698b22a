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

    /** The only hosts accepted in a target in absolute form; by default any that equals the Host header. */
    Optional<List<String>> publicHosts();

    /** What evidence is bound to; {@code none} where a proxy terminates TLS in front of the gateway. */
    @WithDefault("tls-exporter")
    Binding binding();

    Tls tls();

    /**
     * {@code attestation}, {@code ca}, {@code policy}, {@code ota}: paths of services that are not configured are not
     * found.
     */
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
        /** PEM, leaf first. May be missing with binding none only; the gateway then speaks plain HTTP. */
        Optional<Path> certificate();

        /** PEM, PKCS#8. */
        Optional<Path> key();

        /** The lowest version offered: {@code 1.3}, or {@code 1.2} for devices that support nothing newer. */
        @WithDefault("1.3")
        @WithConverter(TlsVersionConverter.class)
        TlsVersion minimumVersion();

        /** How often both files are checked for changes. */
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
        /** Maximum connections to one service. */
        @WithDefault("512")
        int connections();

        /** Maximum requests that wait for a connection. */
        @WithDefault("2000")
        int waiting();

        /** How long opening a connection may take. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** How long a service may be silent; it may hold a request for 5 seconds on purpose. */
        @WithDefault("30s")
        Duration timeout();
    }

    /** PROXY protocol on the devices' port. */
    interface ProxyProtocol {
        /**
         * Load balancers, as addresses or ranges. When set, each connection must come from one and begin with a PROXY
         * header.
         */
        Optional<List<String>> addresses();
    }

    /** With binding none: the proxies that terminate TLS in front of the gateway. */
    interface ClientCertificate {
        /** Addresses or ranges of the trusted proxies. */
        Optional<List<String>> proxies();

        /** The header in which they pass on the client's certificate. */
        @WithDefault("client-cert")
        CertificateHeader header();
    }
}

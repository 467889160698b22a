package dev.hallmark.gateway.identity;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a proxy that terminates TLS in front of the gateway passes on the client certificate. */
public enum CertificateHeader {
    /** RFC 9440: {@code :base64 DER:}. */
    CLIENT_CERT("Client-Cert"),
    /** ingress-nginx: percent-encoded PEM. */
    SSL_CLIENT_CERT("ssl-client-cert"),
    /** Traefik: base64 DER without the BEGIN and END lines of PEM, leaf first. */
    X_FORWARDED_TLS_CLIENT_CERT("X-Forwarded-Tls-Client-Cert"),
    /** Envoy: {@code ...;Cert="percent-encoded PEM"} of exactly one element. */
    X_FORWARDED_CLIENT_CERT("X-Forwarded-Client-Cert");

    private static final Pattern ENVOY = Pattern.compile("(?:[^,\"]*;)?Cert=\"([^\",]*)\"(?:;[^,]*)?");

    private final String headerName;

    CertificateHeader(String headerName) {
        this.headerName = headerName;
    }

    public String headerName() {
        return headerName;
    }

    /** The certificate in the header; empty if the header is missing, repeated or cannot be parsed. */
    public Optional<X509Certificate> read(List<String> values) {
        if (values.size() != 1) {
            return Optional.empty();
        }
        try {
            var der = new ByteArrayInputStream(der(values.getFirst()));
            return Optional.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der));
        } catch (IllegalArgumentException | CertificateException e) {
            return Optional.empty();
        }
    }

    private byte[] der(String value) {
        return switch (this) {
            case CLIENT_CERT -> base64(between(value.strip(), ":", ":"));
            case SSL_CLIENT_CERT -> pem(percentDecoded(value));
            case X_FORWARDED_TLS_CLIENT_CERT -> base64(percentDecoded(value).split(",", 2)[0]);
            case X_FORWARDED_CLIENT_CERT -> pem(percentDecoded(envoy(value)));
        };
    }

    private static String envoy(String value) {
        var element = ENVOY.matcher(value);
        if (!element.matches()) {
            throw new IllegalArgumentException("not one element with a certificate");
        }
        return element.group(1);
    }

    private static byte[] pem(String text) {
        return base64(between(text.strip(), "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"));
    }

    private static String between(String text, String begin, String end) {
        if (!text.startsWith(begin) || !text.endsWith(end) || text.length() < begin.length() + end.length()) {
            throw new IllegalArgumentException("delimiters missing");
        }
        return text.substring(begin.length(), text.length() - end.length());
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    }

    /** Unlike URLDecoder, this keeps "+", which is common in base64. */
    private static String percentDecoded(String value) {
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.US_ASCII);
    }
}

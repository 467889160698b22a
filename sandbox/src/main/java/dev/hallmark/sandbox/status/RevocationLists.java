package dev.hallmark.sandbox.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.sandbox.status.Status.Authority;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;

/** The CRLs of all authorities, as everybody can fetch them. */
final class RevocationLists {
    private static final String CRL_NUMBER = "2.5.29.20";

    private final Management http;
    private final String publicPki;

    RevocationLists(Management http, String publicPki) {
        this.http = http;
        this.publicPki = publicPki;
    }

    /** Empty when the public PKI does not answer. */
    Optional<List<Authority>> read() {
        return http.document(publicPki + "/pki/v1/issuers").map(this::read);
    }

    private List<Authority> read(JsonNode index) {
        var authorities = new ArrayList<Authority>();
        for (var issuer : index.path("issuers")) {
            http.get(publicPki + issuer.path("crl").asText())
                    .flatMap(crl -> authority(issuer.path("authority").asText(), crl))
                    .ifPresent(authorities::add);
        }
        return authorities;
    }

    private static Optional<Authority> authority(String name, byte[] crl) {
        try {
            var list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(crl));
            var number = ASN1Integer.getInstance(ASN1OctetString.getInstance(list.getExtensionValue(CRL_NUMBER))
                    .getOctets());
            return Optional.of(new Authority(
                    name,
                    number.getValue().toString(),
                    list.getThisUpdate().toInstant(),
                    list.getNextUpdate().toInstant()));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}

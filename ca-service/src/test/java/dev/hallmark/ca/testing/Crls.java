package dev.hallmark.ca.testing;

import static io.restassured.RestAssured.get;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;

/** CRLs as anybody fetches them. */
public final class Crls {

    private static final String FULL = "/pki/v1/crl/default-issuing-1.crl";
    private static final String SHARD = "/pki/v1/crl/default-issuing-1/%d.crl";
    private static final BigInteger SHARDS = BigInteger.valueOf(8);

    private Crls() {}

    public static X509CRLHolder full() {
        return read(FULL);
    }

    public static X509CRLHolder shardOf(BigInteger serial) {
        return read(SHARD.formatted(serial.mod(SHARDS).intValueExact()));
    }

    public static long number(X509CRLHolder crl) {
        return ASN1Integer.getInstance(crl.getExtension(Extension.cRLNumber).getParsedValue())
                .longValueExact();
    }

    /** The CRLReasons that full CRL and shard give for a certificate; a list without it gives none. */
    public static List<Integer> reasons(BigInteger serial) {
        return List.of(full(), shardOf(serial)).stream()
                .flatMap(crl -> Optional.ofNullable(crl.getRevokedCertificate(serial)).stream())
                .map(Crls::reason)
                .toList();
    }

    private static int reason(X509CRLEntryHolder entry) {
        var extension = entry.getExtension(Extension.reasonCode);
        return extension == null
                ? 0
                : ASN1Enumerated.getInstance(extension.getParsedValue()).intValueExact();
    }

    private static X509CRLHolder read(String path) {
        try {
            return new X509CRLHolder(get(path).then().statusCode(200).extract().asByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.hallmark.commons.pki;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.identity.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.x509.CertificateList;

/** Whatever is served where public PKI objects should be, it is read or refused, and nothing else is thrown. */
class PkiObjectsPropertyTest {

    private static final TestAuthority ROOT = TestAuthority.root("root");
    private static final TestAuthority ISSUING = ROOT.issuing("issuing");
    private static final byte[] CRL = ROOT.crl(7, ISSUING.certificate());
    private static final byte[] CERTIFICATE = der();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 2000)
    void aSpoiledCrlIsRefused(@ForAll @IntRange(max = 10_000) int place, @ForAll @IntRange(min = 1, max = 255) int by) {
        var spoiled = CRL.clone();
        spoiled[place % spoiled.length] ^= (byte) by;

        assertThat(isCrl(spoiled)).isFalse();
        assertThat(isCrl(Arrays.copyOf(CRL, place % CRL.length))).isFalse();
    }

    @Example
    void aCrlHasOneEncoding() {
        var crl = aCrlWhoseSignatureEndsInAZeroBit();
        var unusedBit = crl.clone();
        unusedBit[crl.length - signature(crl).length - 1] = 1;

        assertThat(isCrl(crl)).isTrue();
        assertThat(isCrl(unusedBit)).isFalse();
        assertThat(isCrl(Arrays.copyOf(crl, crl.length + 1))).isFalse();
        assertThat(isCrl(("-----BEGIN X509 CRL-----\n" + Base64.getMimeEncoder().encodeToString(crl)
                                + "\n-----END X509 CRL-----\n")
                        .getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }

    @Property(tries = 1000)
    void anyOctetsAreNoCrl(@ForAll @Size(max = 300) byte[] octets) {
        assertThat(isCrl(octets)).isFalse();
    }

    @Property(tries = 2000)
    void aSpoiledCertificateIsReadOrRefused(
            @ForAll @IntRange(max = 10_000) int place, @ForAll @IntRange(min = 1, max = 255) int by) {
        var spoiled = CERTIFICATE.clone();
        spoiled[place % spoiled.length] ^= (byte) by;

        if (isCertificate(spoiled)) {
            assertThat(spoiled).hasSameSizeAs(CERTIFICATE);
        }
    }

    @Property(tries = 1000)
    void anIndexOfAnyKindIsReadOrRefused(@ForAll("indexes") String index) {
        try {
            var read = JSON.readValue(index, IssuersIndex.class);
            if (read != null && read.issuers() != null) {
                assertThat(read.issuers().size()).isLessThan(index.length());
            }
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> indexes() {
        var names = Arbitraries.of("issuers", "authority", "tenant", "kind", "certificate", "crl", "other");
        var values = Arbitraries.of(
                "null",
                "1",
                "\"root\"",
                "\"ROOT\"",
                "\"\"",
                "\"NOT A TENANT\"",
                "\"default\"",
                "\"" + Base64.getEncoder().encodeToString(CERTIFICATE) + "\"",
                "\"?!\"",
                "[]",
                "{}");
        return Combinators.combine(names, values)
                .as("\"%s\":%s"::formatted)
                .list()
                .ofMaxSize(8)
                .map(members -> "{\"issuers\":[{" + String.join(",", members) + "}]}");
    }

    private static boolean isCrl(byte[] octets) {
        try {
            return RevocationList.parse(octets, ROOT.certificate()) != null;
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private static byte[] aCrlWhoseSignatureEndsInAZeroBit() {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(ROOT::crl)
                .filter(crl -> crl[crl.length - 1] % 2 == 0)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] signature(byte[] crl) {
        return CertificateList.getInstance(crl).getSignature().getOctets();
    }

    private static boolean isCertificate(byte[] octets) {
        try {
            var entry = new IssuersIndex.Entry(
                    "issuing", new TenantId("default"), MirroredAuthority.Kind.ISSUING, octets, "/crl");
            return entry.parseCertificate() != null;
        } catch (CertificateException refused) {
            return false;
        }
    }

    private static byte[] der() {
        try {
            return ISSUING.certificate().getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}

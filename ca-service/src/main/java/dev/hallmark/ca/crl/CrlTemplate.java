package dev.hallmark.ca.crl;

import dev.hallmark.ca.authority.Authority;
import dev.hallmark.ca.authority.PkiAddresses;
import dev.hallmark.ca.authority.PkiExtensions;
import dev.hallmark.ca.state.RevocationReason;
import dev.hallmark.ca.state.RevocationStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;

/**
 * The to-be-signed CRLs of an authority (RFC 5280 §5), all of one number and time.
 *
 * @param nextUpdate on whole seconds, as {@code thisUpdate}
 */
record CrlTemplate(Authority authority, long number, Instant thisUpdate, Instant nextUpdate, PkiAddresses addresses) {

    /**
     * A full CRL covers whatever the authority issued, so it has no IssuingDistributionPoint (OpenSSL refuses one
     * that names a point). A shard carries the very URI of its certificates, or else OpenSSL ignores it for them.
     */
    byte[] toBeSigned(int shard, List<RevocationStatus> statuses) {
        var generator = new V2TBSCertListGenerator();
        generator.setSignature(authority.key().identifier());
        generator.setIssuer(authority.certificate().getSubject());
        generator.setThisUpdate(time(thisUpdate));
        generator.setNextUpdate(time(nextUpdate));
        statuses.stream()
                .filter(status -> shard == Crl.FULL || shard == status.shard())
                .forEach(status -> status.reason().ifPresent(reason -> add(generator, status, reason)));
        generator.setExtensions(extensions(shard).generate());
        try {
            return generator.generateTBSCertList().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Crl published(int shard, byte[] content) {
        return new Crl(authority.id(), shard, number, thisUpdate, nextUpdate, content);
    }

    /** RFC 5280 §5.3.1: the reason unspecified is left out, which the generator does for 0. */
    private static void add(V2TBSCertListGenerator generator, RevocationStatus status, RevocationReason reason) {
        generator.addCRLEntry(new ASN1Integer(status.serial().value()), time(status.at()), reason.code());
    }

    private PkiExtensions extensions(int shard) {
        var both = new PkiExtensions().authorityKey(authority.certificate()).plain(Extension.cRLNumber, crlNumber());
        return shard == Crl.FULL ? both : both.critical(Extension.issuingDistributionPoint, point(shard));
    }

    private CRLNumber crlNumber() {
        return new CRLNumber(BigInteger.valueOf(number));
    }

    private IssuingDistributionPoint point(int shard) {
        var uri = PkiExtensions.distributionPoint(addresses.crl(authority.id(), shard));
        return new IssuingDistributionPoint(uri, true, false, null, false, false);
    }

    private static Time time(Instant instant) {
        return new Time(Date.from(instant));
    }
}

package dev.hallmark.ca.issuance;

import static dev.hallmark.ca.CaException.Code.ENROLMENT_REFUSED;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.ca.authority.PkiAddresses;
import dev.hallmark.ca.profile.CertificateProfile;
import dev.hallmark.ca.profile.Profiles;
import dev.hallmark.commons.identity.SerialNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Works out the certificate that a request gets, unless an earlier one answers it. */
@ApplicationScoped
class IntentPlanner {

    private static final Logger LOG = Logger.getLogger(IntentPlanner.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    /** With 20 octets the encoding could need a 21st for the sign (RFC 5280 §4.1.2.2). */
    private static final int SERIAL_BITS = 128;

    private final Authorities authorities;
    private final Profiles profiles;
    private final PkiAddresses addresses;
    private final Clock clock;

    IntentPlanner(Authorities authorities, Profiles profiles, PkiAddresses addresses, Clock clock) {
        this.authorities = authorities;
        this.profiles = profiles;
        this.addresses = addresses;
        this.clock = clock;
    }

    Intent plan(IssuanceRequest request) {
        var issuer = authorities.issuing(request.tenant());
        var profile = profile(request.terms().profile());
        var serial = new BigInteger(SERIAL_BITS, RANDOM).max(BigInteger.ONE);
        var notBefore = profile.notBefore(clock.instant());
        var notAfter = earlier(
                notBefore.plus(profile.validity()),
                issuer.certificate().getNotAfter().toInstant());
        var template = new CertificateTemplate(issuer, request.csr().key(), serial, notBefore, notAfter);
        return new Intent(
                SerialNumber.of(serial),
                request.tenant(),
                issuer.id(),
                request.device(),
                request.csr().keyDigest(),
                request.terms(),
                request.deviceVersion(),
                notBefore,
                notAfter,
                notAfter.minus(profile.renewalWindow()),
                issuer.shardOf(serial),
                null,
                template.toBeSigned(request.subject(), request.device(), profile.shortLived(), addresses));
    }

    private CertificateProfile profile(String name) {
        return profiles.find(name).orElseThrow(() -> {
            LOG.errorf("a policy names the certificate profile %s, which hallmark.ca.profile does not have", name);
            return new CaException(ENROLMENT_REFUSED, "The certificate profile of the device's policy is unknown.");
        });
    }

    private static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }
}

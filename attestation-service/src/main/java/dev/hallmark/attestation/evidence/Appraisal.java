package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import dev.hallmark.attestation.policy.AttestationPolicy;
import dev.hallmark.attestation.refusal.RefusalReason;

/** The last checks, on evidence that is genuine: against what the device said before, and what its policy asks. */
final class Appraisal {

    private Appraisal() {}

    static Evidence appraise(Evidence evidence, Expectation expected, boolean hardware) throws EvidenceRefused {
        requireBootcount(evidence, expected);
        var policy = expected.challenge().policy().orElseThrow(() -> new EvidenceRefused(RefusalReason.POLICY_UNKNOWN));
        requirePolicy(policy, evidence, expected, hardware);
        return evidence;
    }

    /** Once a device has counted its boots it goes on doing so, and never backwards. */
    private static void requireBootcount(Evidence evidence, Expectation expected) throws EvidenceRefused {
        var last = expected.challenge().device().bootcount();
        if (last.isPresent()) {
            unless(evidence.bootcount().orElse(-1) >= last.getAsLong(), RefusalReason.BOOTCOUNT);
        }
    }

    private static void requirePolicy(
            AttestationPolicy policy, Evidence evidence, Expectation expected, boolean hardware)
            throws EvidenceRefused {
        unless(policy.allowsAlgorithm(expected.algorithm().jose()), RefusalReason.POLICY_ALGORITHM);
        var rootOfTrust = expected.challenge().device().rootOfTrust();
        unless(policy.allowsRootOfTrust(rootOfTrust), RefusalReason.POLICY_ROOT_OF_TRUST);
        unless(expected.connection().isTls13() || !policy.tls13Only(), RefusalReason.POLICY_TLS);
        unless(hardware || !policy.hardwareOnly(), RefusalReason.POLICY_TRUST);
        unless(evidence.bound() || policy.allowUnbound(), RefusalReason.POLICY_UNBOUND);
    }
}

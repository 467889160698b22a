package dev.hallmark.device.attestation;

/** The forms of evidence that this library can make. */
public enum EvidenceFormat {
    /** An Entity Attestation Token as a JWT (RFC 9711). */
    EAT_JWT {
        @Override
        public Evidence evidence(Challenge challenge, Claimant claimant) {
            return EatJwt.evidence(challenge, claimant);
        }
    },
    /** An Entity Attestation Token as a CWT (RFC 9711), for parts that have CBOR and no JSON. */
    EAT_CWT {
        @Override
        public Evidence evidence(Challenge challenge, Claimant claimant) {
            return EatCwt.evidence(challenge, claimant);
        }
    },
    /** A signature over a fixed sequence of bytes, for parts without JOSE or CBOR. */
    TRANSCRIPT {
        @Override
        public Evidence evidence(Challenge challenge, Claimant claimant) {
            return Transcript.evidence(challenge, claimant);
        }
    };

    public abstract Evidence evidence(Challenge challenge, Claimant claimant);
}

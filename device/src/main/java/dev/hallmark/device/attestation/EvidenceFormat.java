package dev.hallmark.device.attestation;

/** The forms of evidence that this library creates. */
public enum EvidenceFormat {
    /** An Entity Attestation Token as a JWT (RFC 9711). */
    EAT_JWT {
        @Override
        public Evidence evidence(Challenge challenge, Attester attester) {
            return EatJwt.evidence(challenge, attester);
        }
    },
    /** An Entity Attestation Token as a CWT (RFC 9711), for devices with CBOR and without JSON. */
    EAT_CWT {
        @Override
        public Evidence evidence(Challenge challenge, Attester attester) {
            return EatCwt.evidence(challenge, attester);
        }
    },
    /** A signature over a fixed sequence of bytes, for devices without JOSE and CBOR. */
    TRANSCRIPT {
        @Override
        public Evidence evidence(Challenge challenge, Attester attester) {
            return Transcript.evidence(challenge, attester);
        }
    };

    public abstract Evidence evidence(Challenge challenge, Attester attester);
}

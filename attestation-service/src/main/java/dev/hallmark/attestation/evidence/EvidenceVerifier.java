package dev.hallmark.attestation.evidence;

/** One format of evidence. Another format is another implementation, and nothing else changes. */
interface EvidenceVerifier {

    /** The media type it reads, without parameters. */
    String mediaType();

    /** Parses strictly, then checks what the evidence says and its signature, in the order of {@link Expectation}. */
    Evidence verify(byte[] body, Expectation expected) throws EvidenceRefused;
}

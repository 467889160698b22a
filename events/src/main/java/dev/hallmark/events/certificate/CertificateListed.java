package dev.hallmark.events.certificate;

import dev.hallmark.events.EventData;

/** A published CRL lists a certificate of a device: it is not to be accepted, for good or for the time being. */
public sealed interface CertificateListed extends EventData permits CertificateRevoked, CertificateHeld {

    /** The device's name at brokers and clouds. */
    String commonName();

    /** The id of the issuing authority. */
    String authority();

    /** The first full CRL of the authority that lists it so. */
    long crlNumber();
}

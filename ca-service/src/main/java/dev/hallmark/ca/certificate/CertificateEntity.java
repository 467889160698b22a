package dev.hallmark.ca.certificate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A certificate's row, as the operator plane needs it; issuance writes it. */
@Entity
@Table(name = "certificate")
class CertificateEntity {

    @Id
    String serial;

    @Column(insertable = false, updatable = false)
    long position;

    String tenant;

    String authority;

    byte[] device;

    String state;

    boolean open;

    String profile;

    String batch;

    String policy;

    int generation;

    @Column(name = "not_before")
    Instant notBefore;

    @Column(name = "not_after")
    Instant notAfter;

    @Column(name = "renew_after")
    Instant renewAfter;

    String sha256;

    String replaces;

    byte[] content;

    @Column(name = "supersede_at")
    Instant supersedeAt;

    @Column(name = "revoked_at")
    Instant revokedAt;

    String reason;

    @Column(name = "revoked_by")
    String revokedBy;

    @Column(name = "crl_number")
    Long crlNumber;
}

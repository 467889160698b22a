package dev.hallmark.ca.certificate;

import dev.hallmark.ca.crl.RevocationReason;
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

    @Column(name = "held_by_hand")
    boolean heldByHand;

    @Column(name = "released_at")
    Instant releasedAt;

    @Column(name = "released_by")
    String releasedBy;

    int changes;

    boolean is(CertificateState wanted) {
        return state.equals(wanted.label());
    }

    /** Lists it from the next CRL on, for good or until it is released. */
    void list(CertificateState as, RevocationReason why, String actor, Instant now) {
        change(as);
        revokedAt = now;
        reason = why.label();
        revokedBy = actor;
    }

    /** Takes it off the next CRL. */
    void release(String actor, Instant now) {
        change(CertificateState.ACTIVE);
        revokedAt = null;
        reason = null;
        revokedBy = null;
        releasedAt = now;
        releasedBy = actor;
    }

    private void change(CertificateState to) {
        state = to.label();
        crlNumber = null;
        releasedAt = null;
        releasedBy = null;
        changes++;
    }
}

package dev.hallmark.ca.crl;

/** The SQL of {@link CrlStore}. */
final class CrlStatements {

    static final String DUE = "select a.id, (select count(*) from crl where crl.authority = a.id"
            + " and crl.this_update > $1) < a.shards + 1 as stale, exists (select 1 from certificate c"
            + " where c.authority = a.id and c.state in ('revoked', 'held') and c.crl_number is null)"
            + " or exists (select 1 from certificate c"
            + " where c.authority = a.id and c.state = 'active' and c.released_at is not null) as unpublished"
            + " from authority a";

    static final String NUMBER = "update authority set crl_number = crl_number + 1 where id = $1 returning crl_number";

    /** Entries of expired certificates go, once a CRL after the expiry has listed them (RFC 5280 §3.3). */
    static final String STATUSES = "select serial, tenant, device, shard, reason,"
            + " coalesce(released_at, revoked_at) as at, coalesce(released_by, revoked_by) as actor,"
            + " crl_number is not null as published, changes from certificate where authority = $1"
            + " and (state in ('revoked', 'held') and (not_after > $2 or crl_number is null)"
            + " or state = 'active' and released_at is not null) order by serial";

    /** A CRL never gives way to an older one: two replicas may be at it at once. */
    static final String PUBLISH =
            "insert into crl as there (authority, shard, number, this_update, next_update, content)"
                    + " values ($1, $2, $3, $4, $5, $6) on conflict (authority, shard) do update set"
                    + " number = excluded.number, this_update = excluded.this_update,"
                    + " next_update = excluded.next_update, content = excluded.content"
                    + " where there.number < excluded.number";

    static final String FIND =
            "select number, this_update, next_update, content from crl where authority = $1 and shard = $2";

    private CrlStatements() {}
}

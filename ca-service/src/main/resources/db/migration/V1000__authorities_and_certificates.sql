-- A root and an issuing authority per tenant, to begin with.
create table authority (
    id          text primary key,
    tenant      text not null,
    kind        text not null check (kind in ('root', 'issuing')),
    issuer      text not null references authority, -- a root is its own
    key_name    text not null,
    key_version integer not null,
    certificate bytea not null,
    shards      integer not null,          -- of its CRL; a certificate names its shard for life
    crl_number  bigint not null default 0, -- the last one given to a CRL of any scope
    created_at  timestamptz not null
);

create table crl (
    authority   text not null references authority,
    shard       integer not null, -- -1: the full one
    number      bigint not null,
    this_update timestamptz not null,
    next_update timestamptz not null,
    content     bytea not null,
    primary key (authority, shard)
);

-- What is known of a device: only the standing that its last token or lifecycle event spoke of. The row is also the
-- device's lock: issuance and lifecycle events take it before they touch a certificate.
create table device (
    id       bytea primary key check (octet_length(id) = 32),
    tenant   text not null,
    standing text not null,
    version  bigint not null -- of the registry
);

create table certificate (
    serial         text primary key,
    position       bigint generated always as identity, -- the order of lists
    tenant         text not null,
    authority      text not null references authority,
    device         bytea not null,
    key            bytea not null, -- SHA-256 of the SubjectPublicKeyInfo
    -- pending: written down and perhaps signed, never handed out; abandoned: will never be
    state          text not null check (state in ('pending', 'active', 'revoked', 'abandoned')),
    open           boolean not null, -- what the next request of this key is answered with
    profile        text not null,
    batch          text,
    policy         text,
    generation     integer not null,
    device_version bigint not null,
    not_before     timestamptz not null,
    not_after      timestamptz not null,
    renew_after    timestamptz not null,
    shard          integer not null,
    replaces       text,
    tbs            bytea, -- to be signed; kept while pending
    content        bytea, -- the certificate, from active on
    sha256         text,
    supersede_at   timestamptz, -- revoked then, since a newer one has taken over
    revoked_at     timestamptz,
    reason         text,
    revoked_by     text,
    crl_number     bigint -- the first CRL that lists it; null until that CRL and its event are committed
);
create unique index certificate_open on certificate (device, key) where open;
create index certificate_device on certificate (device);
create index certificate_list on certificate (tenant, position desc);
create index certificate_revoked on certificate (authority, not_after) where state = 'revoked';
create index certificate_unlisted on certificate (authority) where state = 'revoked' and crl_number is null;
create index certificate_superseded on certificate (supersede_at) where state = 'active' and supersede_at is not null;

-- A token is good for one certificate, and for one request for it.
create table enrolment_token (
    id         text primary key, -- its jti
    request    bytea not null,   -- SHA-256 of the CertificationRequestInfo
    serial     text not null references certificate,
    expires_at timestamptz not null
);
create index enrolment_token_expires_at on enrolment_token (expires_at);

-- Keys by which factories sign manifests. A revoked key stays, so that it cannot come back and old imports show it.
create table factory_key (
    tenant     text not null,
    kid        text not null, -- RFC 7638 thumbprint
    name       text not null,
    public_key bytea not null,
    created_at timestamptz not null,
    created_by text not null,
    revoked_at timestamptz,
    revoked_by text,
    reason     text,
    primary key (tenant, kid)
);
create unique index factory_key_name on factory_key (tenant, name) where revoked_at is null;

-- The manifest that an import came with, and whose it was.
alter table file_import
    add column manifest        text,
    add column manifest_sha256 bytea,
    add column manifest_key    text,
    add column manifest_kid    text;

create table policy (
    id          uuid        primary key,
    tenant      text        not null,
    name        text        not null,
    version     integer     not null check (version > 0),
    -- Target, certificate and attestation requirements: one document, so that a requirement can be added without a column.
    definition  text        not null check (definition is json object),
    created_at  timestamptz not null,
    changed_at  timestamptz not null,
    constraint policy_name_is_taken unique (tenant, name)
);

-- A copy of what policy-service publishes, so that a batch can name its policy.
create table policy (
    id      text primary key,
    tenant  text not null,
    name    text not null,
    version int not null
);
create index policy_name on policy (tenant, name);

create table batch (
    id                 uuid primary key,
    tenant             text not null,
    name               text not null,
    policy             text not null references policy,
    root_of_trust      text,
    register_on_import boolean not null,
    attributes         jsonb not null,
    created_at         timestamptz not null,
    created_by         text not null,
    unique (tenant, name)
);
create index batch_policy on batch (tenant, policy);

-- One upload of a file. A client's Idempotency-Key is the id, so it is unique within a tenant only.
create table file_import (
    tenant      text not null,
    id          uuid not null,
    kind        text not null check (kind in ('registrations', 'batch')),
    batch       uuid references batch,
    dry_run     boolean not null,
    state       text not null check (state in ('running', 'completed', 'failed')),
    -- Which request is at work: a later one with the same key takes over, the earlier one is fenced off.
    attempt     int not null default 1,
    received    bigint not null default 0,
    accepted    bigint not null default 0,
    duplicate   bigint not null default 0,
    rejected    bigint not null default 0,
    -- SHA-256 chained over the rows received, to know the same file when it is sent again.
    digest      bytea not null,
    problem     text,
    actor       text not null,
    started_at  timestamptz not null,
    updated_at  timestamptz not null,
    primary key (tenant, id),
    check (received = accepted + duplicate + rejected)
);

create table file_import_error (
    tenant text not null,
    import uuid not null,
    number bigint not null, -- of the row
    line   bigint not null,
    reason text not null,
    primary key (tenant, import, number),
    foreign key (tenant, import) references file_import on delete cascade
);

-- The order of the values is the order in which a device goes through them.
create type device_stage as enum ('registered', 'attested', 'enrolled', 'onboarded');
create type device_standing as enum ('active', 'suspended', 'revoked', 'retired', 'transferring');

-- A registered hash, in a batch or not yet. It belongs to the tenant that registered it first.
create table device (
    id                bytea primary key check (octet_length(id) = 32),
    tenant            text not null,
    batch             uuid, -- no foreign key: it would be checked a million times for one import
    public_key        bytea,
    serial            text,
    model             text,
    root_of_trust     text,
    algorithm         text,
    stage             device_stage not null default 'registered',
    standing          device_standing not null default 'active',
    generation        int not null default 1,
    version           bigint not null default 0, -- of the state that was published; 0: nothing yet
    registered_at     timestamptz not null,
    registered_import uuid not null,
    batched_at        timestamptz,
    batched_import    uuid
);
-- Pages are ordered by id; each filter has an index that gives that order.
create index device_page on device (tenant, id);
create index device_batch on device (batch, id) include (stage, standing);
create index device_stage on device (tenant, stage, id) where standing = 'active';
create index device_standing on device (tenant, standing, id) where standing <> 'active';
create index device_serial on device (tenant, serial text_pattern_ops) where serial is not null;
create index device_model on device (tenant, model, id) where model is not null;

-- What happened to a device, but for its registration and its way into a batch, which its own row tells:
-- an import of a million rows writes them once.
create table timeline (
    id     uuid primary key,
    device bytea not null,
    tenant text not null,
    at     timestamptz not null,
    event  text not null,
    actor  text not null,
    reason text,
    facts  jsonb not null
);
create index timeline_device on timeline (device, at, id);

-- The registry's devices as its events tell them; pinned_key, bootcount and claims are this service's own.
create table device (
    id            bytea primary key check (octet_length(id) = 32),
    tenant        text   not null,
    batch         text,
    policy        text,
    serial        text,
    model         text,
    root_of_trust text,
    algorithm     text,
    standing      text   not null,
    generation    int    not null,
    version       bigint not null,
    pinned_key    bytea,
    bootcount     bigint,
    claims        json -- as it came: jsonb refuses \u0000 and large numbers, which a device may sign
);

create table policy (
    id                  text primary key,
    tenant              text    not null,
    version             int     not null,
    certificate_profile text,
    algorithms          text[]  not null,
    roots_of_trust      text[]  not null,
    allow_unbound       boolean not null
);

-- Unlogged: a database crash loses nonces that live a minute, and devices ask again.
create unlogged table challenge (
    id         bytea primary key check (octet_length(id) = 16),
    device     bytea       not null,
    purpose    text        not null,
    connection bytea       not null,
    nonce      bytea       not null,
    public_key bytea       not null,
    expires_at timestamptz not null,
    unique (device, purpose, connection)
);
create index challenge_expires_at on challenge (expires_at);

-- Public halves only; a private half never leaves the memory of the replica that made it.
create table signing_key (
    kid         text primary key,
    x           text        not null,
    y           text        not null,
    last_expiry timestamptz not null
);

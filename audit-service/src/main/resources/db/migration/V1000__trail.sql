-- The trail of each tenant: a chain without gaps. The entry is what counts, and its SHA-256 is the hash; all columns after
-- these say again what is in it, for filters.
create table record (
    tenant      text not null,
    sequence    bigint not null,
    entry       text not null,
    hash        text not null,
    event_id    uuid not null,
    stored_at   timestamptz not null,
    type        text not null,
    time        timestamptz not null,
    actor       text not null,
    permission  text,
    operation   text,
    outcome     text,
    target_type text,
    target_id   text,
    primary key (tenant, sequence)
);
-- An event is recorded once, however late it is delivered again.
create unique index record_event on record (tenant, event_id);
create index record_time on record (tenant, time);
create index record_type on record (tenant, type, sequence);
create index record_actor on record (tenant, actor, sequence);
create index record_permission on record (tenant, permission, sequence);
create index record_operation on record (tenant, operation, sequence);
create index record_outcome on record (tenant, outcome, sequence);
create index record_target on record (tenant, target_id, target_type, sequence);

-- What was signed: checkpoints, and what was cut off. A chain too.
create table statement (
    tenant    text not null,
    number    bigint not null,
    kind      text not null,
    sequence  bigint not null,
    hash      text not null,
    at        timestamptz not null,
    statement text not null,
    signature text not null,
    primary key (tenant, number)
);
create index statement_sequence on statement (tenant, sequence, number);

-- The service appends and reads; only the owner can change or delete.
grant select, insert on record, statement to "${service}";
grant select, insert, delete on outbox, inbox to "${service}";

-- Batches on their way to another policy: the batch has it at once, its devices are told chunk by chunk.
create table batch_move (
    id          uuid primary key,
    tenant      text not null,
    batch       uuid not null references batch,
    from_policy text not null references policy,
    to_policy   text not null references policy,
    -- superseded: the batch was moved on before all devices were told
    state       text not null check (state in ('running', 'completed', 'superseded')),
    moved       bigint not null, -- how many devices have been told
    reached     bytea not null,  -- the last of them, in the order of ids
    reason      text not null,
    actor       text not null,
    at          timestamptz not null
);
create index batch_move_of on batch_move (batch, at);
create index batch_move_running on batch_move (at) where state = 'running';

-- The pages' only data: who is signed in. A row cannot be used without the cookie that its id is the hash of.
create table session (
    id_hash    bytea       primary key,
    content    bytea       not null,
    seen_at    timestamptz not null,
    expires_at timestamptz not null
);

create index session_expires_at on session (expires_at);

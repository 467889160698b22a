-- Sign-in links of a sandbox that were used, until they would have expired anyway.
create table used_link (
    hash       text        primary key,
    expires_at timestamptz not null
);

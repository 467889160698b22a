-- Every version of every policy, the newest included, and who made it.
create table policy_version (
    policy     uuid        not null references policy (id),
    version    integer     not null,
    definition text        not null check (definition is json object),
    changed_by text        not null,
    changed_at timestamptz not null,
    primary key (policy, version)
);
-- Of what was there before, the newest version is known, but not who made it.
insert into policy_version (policy, version, definition, changed_by, changed_at)
select id, version, definition, 'unknown', changed_at from policy;

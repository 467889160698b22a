-- What machine tokens were made, never the tokens themselves.
create table machine_token (
    number         bigint generated always as identity,
    id             uuid primary key,
    tenant         text not null,
    name           text not null,
    permissions    text[] not null,
    creator_issuer text,
    creator        text not null,
    creator_name   text,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    revoked_at     timestamptz,
    revoked_by     text,
    reason         text,
    last_used_at   timestamptz
);
create unique index machine_token_tenant on machine_token (tenant, number);

-- What a token was made for can never be changed.
grant select, insert on machine_token to "${service}";
grant update (revoked_at, revoked_by, reason, last_used_at) on machine_token to "${service}";

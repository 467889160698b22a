-- held: on the CRLs as certificateHold until it is released, or revoked
alter table certificate drop constraint certificate_state_check;
alter table certificate add constraint certificate_state_check
    check (state in ('pending', 'active', 'held', 'revoked', 'abandoned'));

-- Of a held certificate revoked_at, reason, revoked_by and crl_number say what they say of a revoked one.
alter table certificate
    add column held_by_hand boolean not null default false, -- not released when its device is resumed
    add column released_at timestamptz, -- set until a CRL without it and its event are committed
    add column released_by text,
    -- Counts what happened to it: a CRL is noted, and told of, only for the very state that it shows.
    add column changes integer not null default 0;

drop index certificate_revoked;
create index certificate_listed on certificate (authority, not_after) where state in ('revoked', 'held');
drop index certificate_unlisted;
create index certificate_unlisted on certificate (authority)
    where state in ('revoked', 'held') and crl_number is null;
create index certificate_released on certificate (authority) where state = 'active' and released_at is not null;

-- The newest generation that a token or an event spoke of; an earlier one is given no certificate.
alter table device add column generation integer not null default 1;

-- Whose a key is: the device's that first had it certified, and nobody else's from then on.
create table operational_key (
    key    bytea primary key check (octet_length(key) = 32), -- SHA-256 of the SubjectPublicKeyInfo
    device bytea not null
);
insert into operational_key (key, device)
    select distinct on (key) key, device from certificate where state <> 'abandoned' order by key, position;

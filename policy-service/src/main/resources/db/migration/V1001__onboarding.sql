-- What is known of a device's standing: from the certificate that was issued to it, and from the registry's lifecycle
-- events. Whichever has the higher version of the device is right.
create table device (
    id          bytea   primary key check (octet_length(id) = 32),
    tenant      text    not null,
    standing    text    not null,
    version     bigint  not null,
    generation  integer not null
);

-- One row for a certificate and its onboarding. Where only the revocation has been seen, everything that
-- certificate.issued would have said is null.
create table certificate (
    device      bytea       not null check (octet_length(device) = 32),
    serial      text        not null,
    tenant      text        not null,
    revoked_at  timestamptz,
    batch       text,
    policy      uuid,
    generation  integer,
    issued_at   timestamptz,
    renew_after timestamptz,
    onboarding  text        check (onboarding in ('onboarded', 'failed')),
    reason      text,
    primary key (device, serial)
);

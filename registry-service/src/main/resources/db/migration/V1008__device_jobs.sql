-- A lifecycle command for many devices, carried out chunk by chunk.
create table device_job (
    tenant     text        not null,
    id         uuid        not null,
    command    text        not null,
    reason     text        not null,
    asked      text        not null, -- the request, so that it is known when it comes again
    actor      text        not null,
    audit      text        not null, -- the record of its beginning, from which that of each change is made
    state      text        not null check (state in ('running', 'completed', 'cancelled')),
    devices    bigint      not null,
    changed    bigint      not null default 0,
    unchanged  bigint      not null default 0,
    refused    bigint      not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant, id)
);
create index device_job_latest on device_job (tenant, created_at, id);
create index device_job_running on device_job (updated_at) where state = 'running';

-- The devices that are left, and those that were refused.
create table device_job_device (
    tenant  text  not null,
    job     uuid  not null,
    device  bytea not null,
    refusal text, -- null for one that is left
    primary key (tenant, job, device),
    foreign key (tenant, job) references device_job on delete cascade
);
create index device_job_left on device_job_device (tenant, job, device) where refusal is null;

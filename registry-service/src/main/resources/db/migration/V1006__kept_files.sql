-- The file of a dry run that is kept until kept_until, so that it can be imported without being sent again. Its parts are
-- written under an id of their own and never change; kept_file names them once all of them are there.
-- started_import is the import that has begun with it.
alter table file_import
    add column content_type   text,
    add column kept_file      uuid,
    add column kept_parts     int,
    add column kept_until     timestamptz,
    add column started_import uuid;

create table file_import_part (
    file      uuid        not null,
    number    int         not null,
    octets    bytea       not null,
    stored_at timestamptz not null,
    primary key (file, number)
);

create index file_import_kept on file_import (kept_file) where kept_file is not null;

create index file_import_latest on file_import (batch, started_at, id) where batch is not null;

-- The file of a dry run that is kept, so that it can be imported without being sent again: in parts, until kept_until.
-- started_import is the import that has begun with it.
alter table file_import
    add column content_type   text,
    add column kept_until     timestamptz,
    add column started_import uuid;

create table file_import_part (
    tenant text  not null,
    import uuid  not null,
    number int   not null,
    octets bytea not null,
    primary key (tenant, import, number),
    foreign key (tenant, import) references file_import on delete cascade
);

create index file_import_latest on file_import (batch, started_at, id) where batch is not null;

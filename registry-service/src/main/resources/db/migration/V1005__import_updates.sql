-- Whether the rows of an import may change what is stored of a device.
alter table file_import
    add column updates boolean not null default false;

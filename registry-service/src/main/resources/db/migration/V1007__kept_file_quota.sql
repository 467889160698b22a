-- Whose file a part belongs to, for the quota of its tenant; null in parts that an earlier version stored, which expire.
alter table file_import_part add column tenant text;

create index file_import_part_tenant on file_import_part (tenant);

-- not_kept says why the file of a dry run is not kept although that was asked for.
-- started_register is what the first start said of devices that are not registered.
alter table file_import
    add column not_kept         text,
    add column started_register boolean;

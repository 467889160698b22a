-- True while the device's first certificate is the only one that was ever asked for: nothing of it can be superseded.
alter table device add column sole boolean not null default false;

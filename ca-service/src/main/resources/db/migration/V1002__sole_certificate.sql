-- True until the device is locked to decide on a certificate: it has had one at most, and there is nothing to supersede.
alter table device add column sole boolean not null default false;

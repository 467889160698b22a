-- Each index is written for each device that is registered, and again for each that comes into a batch or moves on.
-- A device is in one of the two that remain beside these, by stage or by standing: all of a tenant are a merge of them.
drop index device_page;
drop index device_batch;
create index device_batch on device (batch, id) include (stage, standing) where batch is not null;

-- What a device answers under that proves its key by opening rather than signing; null where it signs.
alter table challenge add column answer_key bytea;

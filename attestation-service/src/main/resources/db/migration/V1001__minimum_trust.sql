-- Null from policies of before: any trust will do.
alter table policy add column minimum_trust text;

-- 1.2 or 1.3. Null, from policies of before there was a choice: 1.2. A value of a newer version counts as 1.3.
alter table policy add column minimum_tls text;

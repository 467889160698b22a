-- What migrations of a later version do: a column for every table, and their rows in Flyway's history, one in each line of
-- versions. psql runs each statement that the first query makes, in a transaction of its own.
\set ON_ERROR_STOP on
select format('alter table %I add column of_a_later_version text', tablename)
from pg_tables
where schemaname = 'public' and tablename <> 'flyway_schema_history'
\gexec
insert into flyway_schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select last.installed_rank + later.n, later.version, 'later version', 'SQL', 'V' || later.version || '__later_version.sql',
       0, current_user, 1, true
from (select max(installed_rank) as installed_rank from flyway_schema_history) last,
     (values (1, '0900'), (2, '9000')) later (n, version);

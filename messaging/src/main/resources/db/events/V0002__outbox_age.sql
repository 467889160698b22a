-- How long the oldest event has been waiting tells how far the relay is behind.
alter table outbox add column made_at timestamptz not null default now();

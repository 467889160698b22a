-- Events that a transaction made, until Kafka has them. Read in order and deleted by the relay.
create table outbox (
    id      bigint generated always as identity primary key,
    topic   text not null,
    key     text not null,
    headers text not null, -- a JSON object of strings
    data    text not null  -- JSON
);
-- Short-lived rows: vacuum by the number of dead ones, not by a share of the live ones.
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Events that a consumer has taken. Rows outlive the retention of the topics.
create table inbox (
    consumer text not null,
    event_id uuid not null,
    taken_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
create index inbox_taken_at on inbox using brin (taken_at);

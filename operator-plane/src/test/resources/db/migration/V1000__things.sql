create table thing (
    id text primary key
);

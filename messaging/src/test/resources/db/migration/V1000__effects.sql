create table effect (n bigint generated always as identity, serial text not null, reason text not null);

-- What an authority signs by. Those that exist sign by ECDSA on P-256.
alter table authority add column algorithm text not null default 'ES256';

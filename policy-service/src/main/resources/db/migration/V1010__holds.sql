-- A held certificate is not to be taken until it is released. Of two such tellings the one with the higher CRL number
-- is the later.
alter table certificate
    add column held boolean not null default false,
    add column crl_number bigint;

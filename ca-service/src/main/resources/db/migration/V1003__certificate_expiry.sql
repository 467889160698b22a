-- Lists by expiry are in its order, and how many expire in which month is counted in it without a look at the rows.
create index certificate_expiry on certificate (tenant, not_after, position) where state = 'active';

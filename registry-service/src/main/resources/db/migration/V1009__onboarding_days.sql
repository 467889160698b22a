-- How many devices were onboarded on each day in UTC: counted as it happens, so that nobody has to count timelines.
create table onboarding_day (
    tenant  text not null,
    day     date not null,
    devices bigint not null,
    primary key (tenant, day)
);
insert into onboarding_day (tenant, day, devices)
    select tenant, cast(at at time zone 'UTC' as date), count(*) from timeline
    where event = 'device.onboarded' group by 1, 2;

#!/usr/bin/env bash
# Enters the certificates that were issued after the moment to which ca-service's database was restored: enter-certificates.sh <time>
# From then on they can be revoked, and are when their device is or has a newer one.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=deploy/backup/databases.sh
source "$here/databases.sh"
# shellcheck source=deploy/backup/certificates.sh
source "$here/certificates.sh"

(($# == 1)) || fail "usage: enter-certificates.sh <time>, to which the databases were restored"
require_time "$1"
require psql
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

told "$1" "$work/told"
# Neither the certificate nor its key is in the event, so that it is no answer to a request: its device attests for the next one.
with_told "$work/told" "
    begin;
    create temporary table lost on commit drop as
        select t.tenant, t.serial, decode(t.device, 'hex') as device, t.state, t.reason, i.*, a.shards
        from told t, jsonb_to_record(t.issued) as i (authority text, profile text, batch text, policy text, generation int,
            \"deviceVersion\" bigint, \"notBefore\" timestamptz, \"notAfter\" timestamptz, \"renewAfter\" timestamptz, sha256 text,
            replaces text), authority a
        where a.id = i.authority and not exists (select from certificate c where c.serial = t.serial);
    insert into device (id, tenant, standing, version, generation, sole)
        select device, min(tenant), 'active', 0, max(generation), false from lost group by device order by device
        on conflict (id) do update set sole = false;
    insert into certificate (serial, tenant, authority, device, key, state, open, profile, batch, policy, generation,
            device_version, not_before, not_after, renew_after, shard, replaces, sha256, revoked_at, reason, revoked_by, held_by_hand)
        select l.serial, l.tenant, l.authority, l.device, sha256(convert_to(l.serial, 'UTF8')), s.state, false, l.profile, l.batch,
            l.policy, l.generation, l.\"deviceVersion\", l.\"notBefore\", l.\"notAfter\", l.\"renewAfter\",
            ('0x' || l.serial)::numeric % l.shards, l.replaces, l.sha256,
            case when s.state <> 'active' then date_trunc('second', now()) end,
            case s.state when 'held' then 'certificateHold'
                when 'revoked' then coalesce(nullif(l.reason, ''), 'cessationOfOperation') end,
            case when s.state <> 'active' then 'restore' end,
            s.state = 'held' and d.standing <> 'suspended'
        from lost l join device d on d.id = l.device cross join lateral (select case
            when l.state = 'revoked' or d.standing in ('revoked', 'retired') then 'revoked'
            when l.state = 'held' or d.standing = 'suspended' then 'held' else 'active' end as state) s
        returning serial, state;
    commit;"

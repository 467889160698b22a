#!/usr/bin/env bash
# Finds what happened after a moment and is not in all databases: compare.sh <time>. Ends with 0 when it finds nothing, else with 1.
# Run it when the services have caught up (hallmark ctl status).
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=deploy/backup/databases.sh
source "$here/databases.sh"
# shellcheck source=deploy/backup/certificates.sh
source "$here/certificates.sh"

(($# == 1)) || fail "usage: compare.sh <time>, to which the databases were restored"
require_time "$1"
since="$1"
require psql comm sort
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

devices() {
    query registry "select encode(d.id, 'hex'), d.tenant, d.batch, b.policy, d.standing, d.generation
        from device d join batch b on b.id = d.batch" | LC_ALL=C sort >"$work/registry"
    query attestation "select encode(id, 'hex'), tenant, batch, policy, lower(standing), generation from device" |
        LC_ALL=C sort >"$work/attestation"
    LC_ALL=C comm -23 "$work/registry" "$work/attestation" | sed 's/^/device\tregistry-service says\t/'
    LC_ALL=C comm -13 "$work/registry" "$work/attestation" | sed 's/^/device\tattestation-service says\t/'
}

policies() {
    query attestation "select id, tenant from policy" | LC_ALL=C sort >"$work/known"
    query policy "select id, tenant from policy" | LC_ALL=C sort >"$work/policies"
    LC_ALL=C comm -23 "$work/known" "$work/policies" | sed 's/^/policy\tpolicy-service does not know\t/'
}

tokens() {
    query audit "select target_id, tenant from record where target_type = 'token' and outcome = 'done' and time >= '$since'
        except select id::text, tenant from machine_token" | sed 's/^/token\taudit-service does not know\t/'
}

changes() {
    query audit "select to_char(time at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), tenant, actor, operation, target_type,
        target_id from record where outcome = 'done' and operation is not null and time >= '$since' order by time" |
        sed 's/^/change\tsomebody asked for\t/'
}

{
    devices
    certificates_that_differ "$since" "$work"
    policies
    tokens
    changes
} | tee "$work/found"
[[ ! -s "$work/found" ]]

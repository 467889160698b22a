#!/usr/bin/env bash
# What restored databases need before services start on them, however they were restored: after-restore.sh [database...]
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=deploy/backup/databases.sh
source "$here/databases.sh"

(($#)) || set -- "${databases[@]}"
for database in "$@"; do
    [[ " ${databases[*]} " == *" $database "* ]] || fail "there is no database $database; there are: ${databases[*]}"
done
require psql
for database in "$@"; do
    case "$database" in
        # Verifiers have seen newer ones: these are never served again. ca-service issues others at its start.
        ca) query ca "delete from crl" ;;
        # The others may know later versions of a device, and would take what comes next for something old.
        registry) query registry "update device set version = version + 1000000000 where batch is not null" ;;
        # The same of policies. The newest version of each is in both tables.
        policy)
            query policy "update policy_version v set version = v.version + 1000
                from policy p where p.id = v.policy and p.version = v.version;
                update policy set version = version + 1000"
            ;;
    esac
done

#!/usr/bin/env bash
# Restores the databases from what dump.sh wrote, while no service runs: restore.sh [--replace] <directory>
# The roles must be there. --replace drops the databases that are there.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=deploy/backup/databases.sh
source "$here/databases.sh"

replace=false
if [[ "${1:-}" == --replace ]]; then
    replace=true
    shift
fi
(($# == 1)) || fail "usage: restore.sh [--replace] <directory>"
directory="$1"
(cd "$directory" && sha256sum --check --strict --quiet sha256sums) || fail "$directory is not as dump.sh left it"
require psql pg_restore

for database in "${databases[@]}"; do
    [[ -e "$directory/$database.dump" ]] || fail "$directory has no dump of $database"
    if [[ -n "$(query postgres "select 1 from pg_database where datname = '$database'")" ]] && ! $replace; then
        fail "there is a database $database already; --replace drops it and the others first"
    fi
done
for database in "${databases[@]}"; do
    query postgres "drop database if exists $database with (force)"
    pg_restore --create --exit-on-error --dbname=postgres "$directory/$database.dump"
    say "restored $database"
done
"$here/after-restore.sh"
say "It is as of $(cat "$directory/begun"). Next: rewind-consumers.sh $(cat "$directory/begun")"

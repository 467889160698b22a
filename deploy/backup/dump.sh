#!/usr/bin/env bash
# Dumps the databases of an installation, each by itself, while it runs: dump.sh <directory>
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=deploy/backup/databases.sh
source "$here/databases.sh"

(($# == 1)) || fail "usage: dump.sh <directory>, which must not exist or be empty"
directory="$1"
[[ -z "$(ls -A "$directory" 2>/dev/null)" ]] || fail "$directory is not empty"
require psql pg_dump sha256sum

# A pg_dump refuses servers that are newer than itself.
server="$(query postgres "select current_setting('server_version_num')::int / 10000")"
own="$(pg_dump --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')"
((own >= server)) || fail "pg_dump is of version $own, and the server of $server; use one of version $server or later"

umask 077
mkdir -p "$directory"
date -u +%Y-%m-%dT%H:%M:%SZ >"$directory/begun"
for database in "${databases[@]}"; do
    # Challenges live for a minute. A session that was closed since the backup must not be open again.
    pg_dump --format=custom --create --no-unlogged-table-data --exclude-table-data=session \
        --file="$directory/$database.dump" "$database"
    say "dumped $database"
done
(cd "$directory" && sha256sum begun ./*.dump >sha256sums)

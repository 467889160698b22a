# shellcheck shell=bash
# What the scripts of this folder share. They reach PostgreSQL by libpq's own variables (PGHOST, PGPORT, PGUSER, PGPASSWORD or
# PGPASSFILE, PGSSLMODE), as a superuser or a member of all owners.

# shellcheck source=deploy/shell.sh
source "$(dirname "${BASH_SOURCE[0]}")/../shell.sh"

# Whoever learns from others comes before them, so that no dump knows of what its source does not know yet.
# shellcheck disable=SC2034 # used by the scripts that read this file
databases=(audit policy ca attestation registry console)

# query <database> <statement>: its rows, with tabs between columns.
query() { psql -X -q -At -F $'\t' -v ON_ERROR_STOP=1 -d "$1" -c "$2"; }

# require_time <text>
require_time() {
    [[ "$1" =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$ ]] ||
        fail "'$1' is no time; what is accepted looks like 2026-03-01T14:00:00Z"
}

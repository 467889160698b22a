#!/usr/bin/env bash
# Has all consumers read again what Kafka has since a moment, while no service runs: rewind-consumers.sh <time> [option of Kafka's...]
# KAFKA names the bootstrap servers. What a consumer has processed before, its inbox knows.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=deploy/backup/databases.sh
source "$here/databases.sh"

(($# >= 1)) || fail "usage: KAFKA=host:port rewind-consumers.sh <time> [--command-config client.properties]"
require_time "$1"
[[ -n "${KAFKA:-}" ]] || fail "KAFKA is not set: the bootstrap servers, host:port,..."
require kafka-consumer-groups.sh
# An event may have been published some time before it was committed elsewhere, and clocks differ.
since="$(date -u -d "$1 - 10 minutes" +%Y-%m-%dT%H:%M:%S.000)"
shift

groups=()
for group in $(sed -n 's/^  groups: \[\(.*\)\]/\1/p' "$here/../../helm/hallmark/files/kafka-access.yaml" | tr -d ','); do
    groups+=(--group "$group")
done
said="$(kafka-consumer-groups.sh --bootstrap-server "$KAFKA" "$@" "${groups[@]}" \
    --reset-offsets --to-datetime "$since" --all-topics --execute 2>&1)" || fail "$said"
printf '%s\n' "$said"
# It ends with 0 although a service still runs.
[[ "$said" != *Error:* ]] || fail "not all consumers were rewound; stop all services, and wait until Kafka has noticed"

# Sourced: settings for podman on machines with control groups of version 1, unless CONTAINERS_CONF names others.
if [[ ! -e /sys/fs/cgroup/cgroup.controllers && -z "${CONTAINERS_CONF:-}" ]] && command -v runc >/dev/null; then
    CONTAINERS_CONF="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/containers.conf"
    export CONTAINERS_CONF
fi

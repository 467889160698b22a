# Gives Vault or OpenBao what Hallmark's services need. It may run again at any time: what is there is left or written anew.
set -eu
policies="$(dirname "$0")"

if ! "$VAULT" read "sys/mounts/$TRANSIT_MOUNT" >/dev/null 2>&1; then
    "$VAULT" secrets enable -path="$TRANSIT_MOUNT" transit
fi

while read -r role service account; do
    "$VAULT" policy write "$role" "$policies/$service.hcl"
    if [ -n "$KUBERNETES_MOUNT" ]; then
        set -- "bound_service_account_names=$account" "bound_service_account_namespaces=$NAMESPACE" \
            "token_policies=$role" "token_ttl=$TOKEN_TTL"
        [ -z "$AUDIENCE" ] || set -- "$@" "audience=$AUDIENCE"
        "$VAULT" write "auth/$KUBERNETES_MOUNT/role/$role" "$@"
    fi
done <"$policies/roles"

#!/usr/bin/env bash
# Hallmark on a cluster of this machine's own, by kind or k3d, with what ./hallmark images built.
set -euo pipefail

here="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)"
root="$(cd "$here/../.." && pwd)"
# shellcheck source=deploy/shell.sh
source "$root/deploy/shell.sh"
name=hallmark
namespace=hallmark
kubeconfig="$root/.hallmark/kind.kubeconfig"

cert_manager=v1.19.1
strimzi=0.49.1
cloudnativepg=1.29.1

usage() {
    cat <<'TEXT'
Install Hallmark on a cluster of this machine's own, and take a device through it.

  deploy/kind/up.sh [--k3d]            make the cluster, or use the one that is there, and install or upgrade
  deploy/kind/up.sh [--k3d] --delete   delete it, with all that is in it

Needed are kind (or k3d), kubectl, helm, curl, openssl, and podman or docker; about 6 GiB of memory; and the images of
./hallmark images.
TEXT
}

# --- the cluster -----------------------------------------------------------------------------------------------------

exists() {
    case "$tool" in
        kind) kind get clusters 2>/dev/null | grep -qx "$name" ;;
        k3d) k3d cluster list --no-headers 2>/dev/null | awk '{ print $1 }' | grep -qx "$name" ;;
    esac
}

make_cluster() {
    say "making a cluster by $tool…"
    case "$tool" in
        kind) kind create cluster --name "$name" --config "$here/kind.yaml" --kubeconfig "$kubeconfig" --wait 3m ;;
        # The console is reached by kubectl, and devices at ports of the node, so that k3s needs no ingress and no balancer.
        k3d)
            k3d cluster create "$name" --kubeconfig-update-default=false --wait --timeout 5m \
                --k3s-arg '--disable=traefik,servicelb@server:0' \
                -p '30443:30443@server:0' -p '30880:30880@server:0' -p '30883:30883@server:0'
            ;;
    esac
}

write_kubeconfig() {
    case "$tool" in
        kind) kind get kubeconfig --name "$name" ;;
        k3d) k3d kubeconfig get "$name" ;;
    esac >"$kubeconfig.new"
    mv "$kubeconfig.new" "$kubeconfig"
}

delete_cluster() {
    exists || fail "there is no cluster called $name"
    case "$tool" in
        kind) kind delete cluster --name "$name" --kubeconfig "$kubeconfig" ;;
        k3d) k3d cluster delete "$name" ;;
    esac
    rm -f "$kubeconfig"
}

load_images() {
    local images=() archive engine
    engine="$(basename "$(command -v podman || command -v docker || true)")"
    [[ -n "$engine" ]] || fail "neither podman nor docker is on the path"
    mapfile -t images < <("$engine" image ls --format '{{.Repository}}:{{.Tag}}' | grep -E "^localhost/hallmark-.*:$version\$" || true)
    ((${#images[@]})) || fail "there are no images localhost/hallmark-…:$version: build them with ./hallmark images"
    say "bringing ${#images[@]} images into the cluster…"
    archive="$(mktemp --suffix=.tar)"
    case "$engine" in
        podman) podman save -q --multi-image-archive -o "$archive" "${images[@]}" ;;
        docker) docker save -o "$archive" "${images[@]}" ;;
    esac
    case "$tool" in
        kind) kind load image-archive "$archive" --name "$name" ;;
        k3d) k3d image import "$archive" --cluster "$name" ;;
    esac
    rm -f "$archive"
}

# --- what the chart needs --------------------------------------------------------------------------------------------

install_operators() {
    say "installing cert-manager $cert_manager, Strimzi $strimzi and CloudNativePG $cloudnativepg…"
    # Their resources are too large for the annotation of a client-side apply.
    kubectl apply --server-side -f "https://github.com/cert-manager/cert-manager/releases/download/$cert_manager/cert-manager.yaml"
    kubectl apply --server-side \
        -f "https://raw.githubusercontent.com/cloudnative-pg/cloudnative-pg/release-${cloudnativepg%.*}/releases/cnpg-$cloudnativepg.yaml"
    # As published, it watches the namespace that it is in, which is called myproject.
    curl -fsSL "https://github.com/strimzi/strimzi-kafka-operator/releases/download/$strimzi/strimzi-cluster-operator-$strimzi.yaml" |
        sed "s/namespace: myproject/namespace: $namespace/" | kubectl -n "$namespace" apply --server-side -f -
    kubectl -n cert-manager rollout status deployment --timeout 5m
    kubectl -n cnpg-system rollout status deployment --timeout 5m
    kubectl -n "$namespace" rollout status deployment/strimzi-cluster-operator --timeout 5m
}

has_secret() { kubectl -n "$namespace" get secret "$1" >/dev/null 2>&1; }

# secret <name> <key>: its value.
secret() { kubectl -n "$namespace" get secret "$1" -o "jsonpath={.data.$2}" | base64 -d; }

# Secrets come by standard input: arguments are seen by everybody on this machine.
make_secret() { # make_secret <name> <key>=<value>...
    local entry
    {
        printf 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\nstringData:\n' "$1"
        for entry in "${@:2}"; do
            printf '  %s: "%s"\n' "${entry%%=*}" "${entry#*=}"
        done
    } | kubectl -n "$namespace" apply --server-side --force-conflicts -f - >/dev/null
}

random() { openssl rand -hex 16; }

install_keycloak() {
    has_secret console-oidc || make_secret console-oidc "client-secret=$(random)"
    has_secret keycloak-admin || make_secret keycloak-admin username=admin "password=$(random)"
    has_secret console-user || make_secret console-user username=admin "password=$(random)"
    kubectl -n "$namespace" create configmap realm --from-file="$root/deploy/keycloak/hallmark-realm.json" \
        --dry-run=client -o yaml | kubectl -n "$namespace" apply --server-side -f - >/dev/null
    kubectl -n "$namespace" apply --server-side -f "$here/keycloak.yaml" >/dev/null
    kubectl -n "$namespace" rollout status deployment/keycloak --timeout 10m
}

# A person for the console and the machine of the trial, both administrators of the tenant "default". Keycloak has no volume:
# what is there already, a second run finds.
add_people() {
    kubectl -n "$namespace" exec -i deployment/keycloak -- bash -eu <<SCRIPT
export HOME=/tmp
kcadm() { /opt/keycloak/bin/kcadm.sh "\$@" --config /tmp/kcadm.config; }
kcadm config credentials --server http://localhost:8080 --realm master --user "\$KC_BOOTSTRAP_ADMIN_USERNAME" \
    --password "\$KC_BOOTSTRAP_ADMIN_PASSWORD" >/dev/null 2>&1
kcadm add-roles -r hallmark --uusername service-account-hallmark-machine --rolename admin
if ! kcadm get users -r hallmark -q username=admin -q exact=true --fields username | grep -q username; then
    kcadm create users -r hallmark -s username=admin -s enabled=true -s 'groups=["/default"]' \
        -s email=admin@hallmark.test -s emailVerified=true -s firstName=Ada -s lastName=Admin
    kcadm add-roles -r hallmark --uusername admin --rolename admin
fi
kcadm set-password -r hallmark --username admin --new-password '$(secret console-user password)'
rm /tmp/kcadm.config
SCRIPT
}

# An access token of the machine's, which lasts for five minutes.
make_token() {
    local forward answer token
    kubectl -n "$namespace" port-forward service/keycloak 18081:8080 >/dev/null &
    forward=$!
    answer="$(printf 'grant_type=client_credentials&client_id=hallmark-machine&client_secret=%s' "$(secret console-oidc client-secret)" |
        curl -fsS --retry 20 --retry-delay 1 --retry-connrefused --data @- \
            http://localhost:18081/realms/hallmark/protocol/openid-connect/token)" || answer=""
    kill "$forward"
    token="$(sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p' <<<"$answer")"
    [[ -n "$token" ]] || fail "Keycloak gave no token to hallmark-machine: kubectl -n $namespace logs deployment/keycloak"
    make_secret trial-token "token=$token"
}

# --- Hallmark ----------------------------------------------------------------------------------------------------------

install_hallmark() {
    say "installing Hallmark $version; with Kafka and PostgreSQL, a first time takes some five minutes…"
    helm upgrade --install "$name" "$root/helm/hallmark" --namespace "$namespace" --wait --timeout 20m \
        --values "$root/helm/hallmark/values-small.yaml" --values "$here/values.yaml" --set "global.image.tag=$version"
}

explain() {
    cat <<TEXT

Hallmark runs. For kubectl and helm: export KUBECONFIG=$kubeconfig

The console: keep these two running, and open http://localhost:8080
  kubectl -n $namespace port-forward service/keycloak 8081:8080
  kubectl -n $namespace port-forward service/$name-console 8080:8080
Sign in as admin with the password of
  kubectl -n $namespace get secret console-user -o jsonpath={.data.password} | base64 -d

Devices on this machine: https://localhost:30443, with the authority of
  kubectl -n $namespace get secret $name-server-ca -o 'jsonpath={.data.ca\.crt}' | base64 -d >server-ca.pem
in a batch of the policy mosquitto-outside:
  ./hallmark device make --gateway https://localhost:30443 --server-ca server-ca.pem --help

Remove it: deploy/kind/up.sh${chosen:+ $chosen} --delete
TEXT
}

tool=kind chosen="" delete=false
while (($# > 0)); do
    case "$1" in
        --k3d) tool=k3d chosen=--k3d ;;
        --delete) delete=true ;;
        --help | -h)
            usage
            exit
            ;;
        *) fail "unknown option $1; accepted are --k3d, --delete and --help" ;;
    esac
    shift
done

require "$tool"
if $delete; then
    delete_cluster
    exit
fi
require kubectl helm curl openssl
version="$(sed -n 's/^appVersion: "\(.*\)"/\1/p' "$root/helm/hallmark/Chart.yaml")"
(umask 077 && mkdir -p "$(dirname "$kubeconfig")")
umask 077
exists || make_cluster
write_kubeconfig
export KUBECONFIG="$kubeconfig"
load_images
kubectl create namespace "$namespace" --dry-run=client -o yaml | kubectl apply --server-side -f - >/dev/null
install_operators
install_keycloak
add_people
install_hallmark
make_token
helm test "$name" --namespace "$namespace" --timeout 10m
explain

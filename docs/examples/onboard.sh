#!/usr/bin/env bash
#
# A whole device in bash, openssl and sed: it proves its identity to Hallmark over one TLS 1.3 connection, gets its
# certificate, and learns how to reach its cloud. Nothing else is needed, and nothing of Hallmark's own code.
#
#   onboard.sh GATEWAY CA_FILE IDENTITY_KEY [DIRECTORY]
#
#   GATEWAY       host:port of the device gateway
#   CA_FILE       PEM of the authority that issued the gateway's server certificate
#   IDENTITY_KEY  PEM of the P-256 key whose public half is registered; it only ever proves identity
#   DIRECTORY     where key.pem, certificate.pem, connection.json and broker-ca.pem go (it must exist; default: here)
#
# TENANT is the EST label, by default the one in the attestation result; PATIENCE is the number of
# seconds for which the device retries a request (default 60). When run again, it uses the key.pem it has made.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C # so that lengths are counted in bytes
umask 077
trap '' PIPE

die() { printf 'onboard.sh: %s\n' "$*" >&2; exit 1; }

(($# == 3 || $# == 4)) || die "usage: onboard.sh GATEWAY CA_FILE IDENTITY_KEY [DIRECTORY]"
gateway=$1 ca_file=$2 identity=$3 directory=${4:-.} patience=${PATIENCE:-60}
[[ $gateway == *:* ]] || die "the gateway must be given as host:port, not '$gateway'"
[[ -r $ca_file ]] || die "cannot read the CA file $ca_file"
[[ -r $identity ]] || die "cannot read the identity key $identity"
[[ -d $directory ]] || die "there is no directory $directory"

# --- bytes ----------------------------------------------------------------------------------------------------------

base64url() { openssl base64 -A | sed 'y#+/#-_#; s/=*$//'; }
from_base64url() { sed 'y#-_#+/#; s/$/===/; s/^\(\(....\)*\)=*$/\1/' <<<"$1" | openssl base64 -d -A; }
from_hex() { printf '%b' "$(sed 's/../\\x&/g' <<<"$1")"; }
u16() { from_hex "$(printf '%04x' "$1")"; }
public_key() { openssl pkey -in "$1" -pubout -outform DER; }
sha256() { openssl dgst -sha256 -binary; }

# The text of one member of a JSON object that holds no other member of this name.
json() { sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p' <<<"$body"; }

# --- one TLS connection, and HTTP/1.1 on it -------------------------------------------------------------------------

connect() {
    coproc tls { openssl s_client -connect "$gateway" -servername "${gateway%:*}" -verify_hostname "${gateway%:*}" \
        -CAfile "$ca_file" -verify_return_error -verify_quiet -tls1_3 -groups X25519:P-256 -nocommands \
        -keymatexport EXPORTER-Channel-Binding -keymatexportlen 32 2>&1; }
    exec {from}<&"${tls[0]}" {to}>&"${tls[1]}"
    local line said=""
    until [[ ${line:-} == *"Keying material: "* ]]; do
        said+=${line:-}$'\n'
        IFS= read -rt 30 -u "$from" line || die "no TLS connection to $gateway:"$'\n'"$(sed -n '/error/p' <<<"$said")"
    done
    exporter=${line##*: }
    [[ $exporter =~ ^[0-9A-F]{64}$ ]] || die "openssl printed no exporter but '$exporter'"
}

read_line() {
    IFS= read -rt 30 -u "$from" line || die "the gateway closed the connection; run this again"
    line=${line%$'\r'}
}

read_bytes() {
    (($1 == 0)) && bytes="" && return
    IFS= read -rt 30 -N "$1" -u "$from" bytes || die "the gateway closed the connection in the middle of an answer"
}

# request METHOD PATH CONTENT-TYPE BODY [HEADER]: leaves status, body and retry_after.
request() {
    local message="$1 $2 HTTP/1.1"$'\r\n'"Host: $gateway"$'\r\n'
    [[ -z ${5:-} ]] || message+="$5"$'\r\n'
    [[ -z $3 ]] || message+="Content-Type: $3"$'\r\n'"Content-Length: ${#4}"$'\r\n'
    printf '%s\r\n%s' "$message" "$4" >&"$to" || die "the gateway closed the connection; run this again"
    answer
}

answer() {
    local line bytes size length=0 chunked=""
    # s_client writes about TLS session tickets into the same stream; the answer begins with its status line.
    until read_line && [[ $line =~ HTTP/1\.1\ ([1-5][0-9][0-9]) ]]; do :; done
    status=${BASH_REMATCH[1]} body="" retry_after=1
    while read_line && [[ -n $line ]]; do
        case ${line,,} in
            content-length:*) length=${line//[!0-9]/} ;;
            transfer-encoding:*chunked*) chunked=yes ;;
            retry-after:*) retry_after=${line//[!0-9]/} ;;
        esac
    done
    [[ $chunked ]] || { read_bytes "$length"; body=$bytes; return; }
    while read_line && size=$((16#${line%%;*})) && ((size > 0)); do
        read_bytes "$size"
        body+=$bytes
        read_line
    done
    while [[ -n $line ]] && read_line && [[ -n $line ]]; do :; done # trailers, and the empty line that ends it all
}

# Why an answer is not the one that is wanted yet.
reason() {
    case $status in
        202) printf 'not ready yet' ;;
        404) printf 'the gateway does not know this device, or not yet' ;;
        429) printf 'too many requests' ;;
        *) printf 'the gateway cannot answer now' ;;
    esac
}

# ask WHAT WANTED PASSING REQUEST...: asks until the status is WANTED, as long as it is one of PASSING.
ask() {
    local what=$1 wanted=$2 passing=$3 reported=""
    shift 3
    until request "$@"; [[ $status == "$wanted" ]]; do
        [[ $status =~ ^($passing)$ ]] && ((SECONDS < patience)) || die "$what refused: $status ${body:0:300}"
        [[ $reported == "$status" ]] || printf '%s: %s (%s); retrying for up to %d s\n' \
            "$what" "$(reason)" "$status" "$((patience - SECONDS))" >&2
        reported=$status
        read -rt "$((retry_after + 1))" <> <(:) || true # a sleep that bash itself can do
    done
}

# --- the journey ----------------------------------------------------------------------------------------------------

key=$directory/key.pem
[[ -s $key ]] || openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$key"
device_id=$(public_key "$identity" | openssl dgst -sha256 -r | sed 's/ .*//')
printf 'device %s\n' "$device_id"
connect

# 1. The challenge. A device that Hallmark does not know, or not yet, is "not found".
ask "challenge" 201 '404|429|50[0-9]' POST /attestation/v1/challenges application/json \
    '{"publicKey":"'"$(public_key "$identity" | openssl base64 -A)"'","purpose":"onboard"}'
challenge=$(json challengeId) audience=$(json audience) nonce=$(json nonce) software_version=1
[[ $challenge && $audience && $nonce ]] || die "this is not a challenge: $body"
[[ $(json binding) == tls-exporter ]] || exporter=$(printf '%064d' 0) # the gateway cannot see this TLS connection

# 2. The evidence: a signature by the identity key over what was asked, this connection, and the keys.
transcript() {
    printf 'HALLMARK-ATTEST-v1\0'
    u16 "${#audience}"; printf %s "$audience"
    u16 "${#challenge}"; printf %s "$challenge"
    from_base64url "$nonce"
    from_hex "$exporter"
    public_key "$identity" | sha256
    public_key "$key" | sha256
    from_hex "$(printf '%064d' 0)" # no firmware key
    from_hex "$(printf '%08x' "$software_version")"
}
signature=$(transcript | openssl dgst -sha256 -sign "$identity" | base64url)
ask "evidence" 200 none POST "/attestation/v1/challenges/$challenge/evidence" application/vnd.hallmark.evidence+json \
    '{"signature":"'"$signature"'","operationalKey":"'"$(public_key "$key" | openssl base64 -A)"'","softwareVersion":'"$software_version"'}'
token=$(json token) name=$(json commonName) est=${TENANT:+/.well-known/est/$TENANT}
est=${est:-$(json path)}
[[ $token && $name && $est ]] || die "this is not an attestation result"
printf 'attested as %s\n' "$name"

# 3. The certificate, by EST.
csr=$(openssl req -new -key "$key" -subj "/CN=$name" -outform DER \
    -config <(printf '[req]\ndistinguished_name=name\n[name]\n') | openssl base64 -A)
ask "certificate" 200 '202|429|50[0-9]' POST "$est/simpleenroll" application/pkcs10 "$csr" "Authorization: Bearer $token"
openssl base64 -d -A <<<"${body//[$' \r\n']/}" | openssl pkcs7 -inform DER -print_certs |
    sed -n '/-----BEGIN/,/-----END/p' >"$directory/certificate.pem"
[[ $(openssl x509 -in "$directory/certificate.pem" -noout -pubkey) == "$(openssl pkey -in "$key" -pubout)" ]] ||
    die "the certificate is not for $key"
printf 'certificate in %s\n' "$directory/certificate.pem"

# 4. The connection details; the service waits until they are ready.
ask "connection details" 200 '202|429|50[0-9]' GET /connection/v1 "" "" "Authorization: Bearer $token"
printf '%s\n' "$body" >"$directory/connection.json"
printf '%b' "$(json caCertificates)" >"$directory/broker-ca.pem"
port=$(sed -n 's/.*"port" *: *\([0-9]*\).*/\1/p' <<<"$body")
printf 'onboarded to %s at %s:%s\n' "$(json target)" "$(json host)" "$port"

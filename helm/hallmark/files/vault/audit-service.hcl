# What audit-service may do in the Transit engine: make its two keys, read their public halves, sign with them. A path without
# a glob covers nothing below it: not what configures, rotates or trims a key.
path "transit/keys/audit-checkpoints" {
  capabilities = ["create", "read", "update"]
  allowed_parameters = {
    "type"                   = ["ecdsa-p256"]
    "exportable"             = [false]
    "allow_plaintext_backup" = [false]
  }
}

path "transit/sign/audit-checkpoints" {
  capabilities = ["update"]
}

path "transit/keys/machine-tokens" {
  capabilities = ["create", "read", "update"]
  allowed_parameters = {
    "type"                   = ["ecdsa-p256"]
    "exportable"             = [false]
    "allow_plaintext_backup" = [false]
  }
}

path "transit/sign/machine-tokens" {
  capabilities = ["update"]
}

# Its own token: whether it is good, and that it stays so.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}

path "auth/token/renew-self" {
  capabilities = ["update"]
}

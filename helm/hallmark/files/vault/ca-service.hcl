# What ca-service may do in the Transit engine: make keys of authorities, read their public halves, sign with them.

# The glob covers what is below a key, too. Only what making a key needs is a parameter here, so that nothing else of a key can
# be set: not that it may be exported, saved in plain text or deleted. A new version can be made, and is never used: each
# authority names its own.
path "transit/keys/ca-*" {
  capabilities = ["create", "read", "update"]
  allowed_parameters = {
    "type"                   = ["ecdsa-p256", "ecdsa-p384", "ed25519", "rsa-3072"]
    "exportable"             = [false]
    "allow_plaintext_backup" = [false]
  }
}

path "transit/sign/ca-*" {
  capabilities = ["update"]
}

# Its own token: whether it is good, and that it stays so.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}

path "auth/token/renew-self" {
  capabilities = ["update"]
}

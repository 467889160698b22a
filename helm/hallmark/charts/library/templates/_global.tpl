{{/*
The values that all charts share: those given in `global` over these defaults, which are the umbrella chart's (its values.yaml
describes each; a test compares the two), so that a service's chart can be installed alone, too.
*/}}
{{- define "hallmark.global" -}}
{{- $defaults := include "hallmark.global.defaults" . | fromYaml -}}
{{- mergeOverwrite $defaults (deepCopy (.Values.global | default dict)) | toYaml -}}
{{- end -}}

{{- define "hallmark.global.defaults" -}}
image:
  registry: ""
  tag: ""
  pullPolicy: IfNotPresent
  pullSecrets: []
tenants: [default]
platformTenant: ""
services: {}
kafka:
  bootstrapServers: ""
  security: tls
  caSecret: ""
postgresql:
  host: ""
  port: 5432
  sslMode: verify-full
  caSecret: ""
  parameters: ""
oidc:
  issuer: ""
  audience: ""
  rolesClaim: ""
  caSecret: ""
consoleAddresses: []
keys:
  provider: vault
  acceptKeystoreKeys: false
  vault:
    url: ""
    authentication: kubernetes
    kubernetes:
      mount: kubernetes
      audience: ""
    transitMount: transit
    namespace: ""
    caSecret: ""
  pkcs11:
    library: ""
    slotIndex: 0
secrets:
  create: false
  file: ""
  connections:
    attestation: ""
    ca: ""
    policy: ""
tracing:
  endpoint: ""
  protocol: grpc
  ratio: 1
logs:
  format: json
certManager:
  selfSigned: false
  issuerRef:
    name: ""
    kind: Issuer
    group: cert-manager.io
networkPolicy:
  enabled: true
  ingressController:
    - namespaceSelector: {}
  monitoring:
    - namespaceSelector: {}
  dns: []
  kafka:
    to: []
    ports: [9092, 9093, 9094]
  postgresql:
    to: []
    ports: [5432]
  vault:
    to: []
    ports: [8200]
  oidc:
    to: []
    ports: [443, 8080, 8443]
  tracing:
    to: []
    ports: [4317, 4318]
{{- end -}}

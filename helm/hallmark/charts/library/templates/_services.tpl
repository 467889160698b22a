{{/*
The services as the project's one list has them (sandbox/src/main/resources/services.conf; a test compares the two), and what
each is given:
  database     a database of its own, with a role of that name
  kafka        it reads or publishes events
  operators    an API for operators: their tokens, and the keys of machine tokens
  verifier     the keys that attestation results are signed with
  devices      the gateway forwards to it, with a connection secret
  keys         a key ring
  calls        the services that it calls: network policies allow these and no others
*/}}
{{- define "hallmark.services" -}}
registry-service:
  {name: registry, port: 8081, management: 9081, database: true, kafka: true, operators: true, calls: [audit-service]}
attestation-service:
  {name: attestation, port: 8082, management: 9082, database: true, kafka: true, devices: true, calls: []}
ca-service:
  {name: ca, port: 8083, management: 9083, database: true, kafka: true, operators: true, verifier: true, devices: true, keys: true, calls: [attestation-service, audit-service]}
policy-service:
  {name: policy, port: 8085, management: 9085, database: true, kafka: true, operators: true, verifier: true, devices: true, calls: [attestation-service, audit-service]}
audit-service:
  {name: audit, port: 8087, management: 9087, database: true, kafka: true, operators: true, keys: true, calls: [audit-service]}
mosquitto:
  {name: agent, port: 8086, management: 9086, kafka: true, calls: [ca-service]}
device-gateway:
  {name: gateway, port: 8443, management: 9443, calls: [attestation-service, ca-service, policy-service]}
console:
  {name: console, port: 8080, management: 9080, database: true, kafka: true, operators: true, calls: [registry-service, ca-service, policy-service, audit-service]}
{{- end -}}

{{/* The entry of the chart that is being rendered. */}}
{{- define "hallmark.service.entry" -}}
{{- index (include "hallmark.services" . | fromYaml) .Chart.Name | toYaml -}}
{{- end -}}

{{/* The base URL of another service. Arguments: root, chart. */}}
{{- define "hallmark.url" -}}
{{- $global := include "hallmark.global" .root | fromYaml -}}
{{- with index $global.services .chart -}}
{{- . | trimSuffix "/" -}}
{{- else -}}
{{- $entry := index (include "hallmark.services" .root | fromYaml) .chart -}}
http://{{ include "hallmark.name" (dict "root" .root "part" .chart) }}:{{ $entry.port }}
{{- end -}}
{{- end -}}

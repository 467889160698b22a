{{/*
The name of a secret that the platform team gives, or that this release generates where global.secrets.create is set; none where
what it would hold is in a file (global.secrets.file).
Arguments: root, value (what was given), key (the value's full name, for the message), part (of the name of a generated one).
*/}}
{{- define "hallmark.secretName" -}}
{{- $global := include "hallmark.global" .root | fromYaml -}}
{{- if .value -}}
{{- .value -}}
{{- else if $global.secrets.create -}}
{{- include "hallmark.name" (dict "root" .root "part" .part) -}}
{{- else if not $global.secrets.file -}}
{{- fail (printf "%s is missing: name a secret that exists, or set global.secrets.create=true to have one generated" .key) -}}
{{- end -}}
{{- end -}}

{{/*
A secret that is generated once, with a random text for each key, and kept ever after. Arguments: root, part, random (keys
that get base64 text of 32 random octets), fixed (keys with a value), type, labels.
*/}}
{{- define "hallmark.generatedSecret" -}}
{{- $name := include "hallmark.name" (dict "root" .root "part" .part) -}}
{{- $existing := (lookup "v1" "Secret" .root.Release.Namespace $name | default dict).data | default dict -}}
apiVersion: v1
kind: Secret
metadata:
  name: {{ $name }}
  labels:
    {{- include "hallmark.labels" .root | nindent 4 }}
    {{- with .labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    helm.sh/resource-policy: keep
type: {{ .type | default "Opaque" }}
data:
  {{- range $key, $value := .fixed }}
  {{ $key }}: {{ $value | b64enc }}
  {{- end }}
  {{- range .random }}
  {{ . }}: {{ index $existing . | default (randBytes 32 | b64enc) }}
  {{- end }}
{{- end -}}

{{/* The secret with the user name and password of a service's role in its database. */}}
{{- define "hallmark.databaseSecret" -}}
{{- include "hallmark.secretName" (dict "root" . "value" .Values.database.existingSecret
    "key" (printf "%s.database.existingSecret" .Chart.Name) "part" (printf "%s-database" .Chart.Name)) -}}
{{- end -}}

{{/* The secret that the gateway and a service share. Arguments: root, chart. */}}
{{- define "hallmark.connectionSecret" -}}
{{- $global := include "hallmark.global" .root | fromYaml -}}
{{- $name := (index (include "hallmark.services" .root | fromYaml) .chart).name -}}
{{- include "hallmark.secretName" (dict "root" .root "value" (index $global.secrets.connections $name)
    "key" (printf "global.secrets.connections.%s" $name) "part" (printf "%s-connection" .chart)) -}}
{{- end -}}

{{/* The secret with what a service opens its key ring with. */}}
{{- define "hallmark.keysSecret" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- $key := printf "%s.keys.existingSecret" .Chart.Name -}}
{{- if eq $global.keys.provider "keystore" -}}
{{- include "hallmark.secretName" (dict "root" . "value" .Values.keys.existingSecret "key" $key
    "part" (printf "%s-keystore" .Chart.Name)) -}}
{{- else if or .Values.keys.existingSecret (not $global.secrets.file) -}}
{{- required (printf "%s is missing: name the secret that %s opens its key ring with" $key .Chart.Name) .Values.keys.existingSecret -}}
{{- end -}}
{{- end -}}

{{/* The secret of a service's user in Kafka. */}}
{{- define "hallmark.kafkaSecret" -}}
{{- .Values.kafka.existingSecret | default (include "hallmark.name" (dict "root" . "part" (printf "%s-kafka" .Chart.Name))) -}}
{{- end -}}

{{/* What a service's chart generates where global.secrets.create is set and no secret was given. */}}
{{- define "hallmark.secrets" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- $entry := include "hallmark.service.entry" . | fromYaml -}}
{{- if $global.secrets.create }}
{{- if and $entry.database (not .Values.database.existingSecret) }}
---
{{ include "hallmark.generatedSecret" (dict "root" . "part" (printf "%s-database" .Chart.Name)
    "fixed" (dict "username" .Values.database.name) "random" (list "password") "type" "kubernetes.io/basic-auth"
    "labels" (dict "cnpg.io/reload" "true")) }}
{{- end }}
{{- if and $entry.devices (not (index $global.secrets.connections $entry.name)) }}
---
{{ include "hallmark.generatedSecret" (dict "root" . "part" (printf "%s-connection" .Chart.Name) "random" (list "secret")) }}
{{- end }}
{{- if and $entry.keys (eq $global.keys.provider "keystore") (not .Values.keys.existingSecret) }}
---
{{ include "hallmark.generatedSecret" (dict "root" . "part" (printf "%s-keystore" .Chart.Name) "random" (list "password")) }}
{{- end }}
{{- end }}
{{- end -}}

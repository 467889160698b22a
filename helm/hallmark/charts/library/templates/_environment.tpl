{{/* The environment of a service: everything secret, and what Java itself reads. */}}
{{- define "hallmark.environment" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- $entry := include "hallmark.service.entry" . | fromYaml -}}
{{- include (printf "%s.environment" .Chart.Name) . | trim }}
{{- if and $entry.kafka (ne $global.kafka.security "none") }}
{{- if eq $global.kafka.security "tls" }}
{{ include "hallmark.secretVariable" (dict "name" "KAFKA_SSL_KEYSTORE_PASSWORD" "secret" (include "hallmark.kafkaSecret" .) "key" "user.password") }}
{{- else }}
{{ include "hallmark.secretVariable" (dict "name" "KAFKA_SASL_JAAS_CONFIG" "secret" (empty $global.secrets.file | ternary (include "hallmark.kafkaSecret" .) .Values.kafka.existingSecret) "key" "sasl.jaas.config") }}
{{- end }}
{{- end }}
{{- if $entry.database }}
{{ include "hallmark.secretVariable" (dict "name" "QUARKUS_DATASOURCE_USERNAME" "secret" (include "hallmark.databaseSecret" .) "key" "username") }}
{{ include "hallmark.secretVariable" (dict "name" "QUARKUS_DATASOURCE_PASSWORD" "secret" (include "hallmark.databaseSecret" .) "key" "password") }}
{{- end }}
{{- if $entry.devices }}
{{ include "hallmark.secretVariable" (dict "name" "HALLMARK_CONNECTION_SECRETS" "secret" (include "hallmark.connectionSecret" (dict "root" . "chart" .Chart.Name)) "key" "secret") }}
{{- end }}
{{- if $entry.keys }}
{{- include "hallmark.environment.keys" . }}
{{- end }}
{{- with $global.secrets.file }}
- name: QUARKUS_CONFIG_LOCATIONS
  value: {{ . }}
{{- end }}
{{- with .Values.javaOptions }}
- name: JDK_JAVA_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "hallmark.environment.keys" -}}
{{- $keys := (include "hallmark.global" . | fromYaml).keys -}}
{{- if eq $keys.provider "keystore" }}
{{ include "hallmark.secretVariable" (dict "name" "HALLMARK_KEYS_KEYSTORE_PASSWORD" "secret" (include "hallmark.keysSecret" .) "key" "password") }}
{{- else if eq $keys.provider "pkcs11" }}
{{ include "hallmark.secretVariable" (dict "name" "HALLMARK_KEYS_PKCS11_PIN" "secret" (include "hallmark.keysSecret" .) "key" "pin") }}
{{- else if eq $keys.vault.authentication "appRole" }}
{{ include "hallmark.secretVariable" (dict "name" "QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_ROLE_ID" "secret" (include "hallmark.keysSecret" .) "key" "role-id") }}
{{ include "hallmark.secretVariable" (dict "name" "QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_SECRET_ID" "secret" (include "hallmark.keysSecret" .) "key" "secret-id") }}
{{- else if eq $keys.vault.authentication "token" }}
{{ include "hallmark.secretVariable" (dict "name" "QUARKUS_VAULT_AUTHENTICATION_CLIENT_TOKEN" "secret" (include "hallmark.keysSecret" .) "key" "token") }}
{{- end }}
{{- end -}}

{{/* Arguments: name, secret, key. Without a secret there is no variable. */}}
{{- define "hallmark.secretVariable" -}}
{{- if .secret -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end -}}
{{- end -}}

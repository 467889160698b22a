{{/* The volumes of a service's pod, and where its container has them: the two lists go together. */}}
{{- define "hallmark.volumes" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- $entry := include "hallmark.service.entry" . | fromYaml -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .Values.temporarySize }}
- name: config
  configMap:
    name: {{ include "hallmark.fullname" . }}
    items:
      - {key: application.properties, path: application.properties}
{{- if $entry.kafka }}
{{- if and $global.kafka.caSecret (ne $global.kafka.security "none") }}
{{ include "hallmark.authorityVolume" (dict "name" "kafka" "secret" $global.kafka.caSecret) }}
{{- end }}
{{- if eq $global.kafka.security "tls" }}
- name: kafka-user
  secret:
    secretName: {{ include "hallmark.kafkaSecret" . }}
    defaultMode: 0440
    items:
      - {key: user.p12, path: user.p12}
{{- end }}
{{- end }}
{{- if and $entry.database (eq $global.postgresql.sslMode "verify-full") }}
{{ include "hallmark.authorityVolume" (dict "name" "postgresql" "secret" $global.postgresql.caSecret) }}
{{- end }}
{{- if and $entry.operators $global.oidc.caSecret }}
{{ include "hallmark.authorityVolume" (dict "name" "oidc" "secret" $global.oidc.caSecret) }}
{{- end }}
{{- if $entry.keys }}
{{- include "hallmark.volumes.keys" . }}
{{- end }}
{{- with include (printf "%s.volumes" .Chart.Name) . | trim }}
{{ . }}
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "hallmark.volumeMounts" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- $entry := include "hallmark.service.entry" . | fromYaml -}}
- {name: tmp, mountPath: /tmp}
- {name: config, mountPath: /app/config, readOnly: true}
{{- if $entry.kafka }}
{{- if and $global.kafka.caSecret (ne $global.kafka.security "none") }}
- {name: kafka, mountPath: /etc/hallmark/kafka, readOnly: true}
{{- end }}
{{- if eq $global.kafka.security "tls" }}
- {name: kafka-user, mountPath: /etc/hallmark/kafka-user, readOnly: true}
{{- end }}
{{- end }}
{{- if and $entry.database (eq $global.postgresql.sslMode "verify-full") }}
- {name: postgresql, mountPath: /etc/hallmark/postgresql, readOnly: true}
{{- end }}
{{- if and $entry.operators $global.oidc.caSecret }}
- {name: oidc, mountPath: /etc/hallmark/oidc, readOnly: true}
{{- end }}
{{- if $entry.keys }}
{{- include "hallmark.volumeMounts.keys" . }}
{{- end }}
{{- with include (printf "%s.volumeMounts" .Chart.Name) . | trim }}
{{ . }}
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "hallmark.volumes.keys" -}}
{{- $keys := (include "hallmark.global" . | fromYaml).keys -}}
{{- if eq $keys.provider "vault" }}
{{- if eq $keys.vault.authentication "kubernetes" }}
- name: vault-token
  projected:
    defaultMode: 0440
    sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 3600
          {{- with $keys.vault.kubernetes.audience }}
          audience: {{ . | quote }}
          {{- end }}
{{- end }}
{{- with $keys.vault.caSecret }}
{{ include "hallmark.authorityVolume" (dict "name" "vault" "secret" .) }}
{{- end }}
{{- else if eq $keys.provider "keystore" }}
- name: keys
  persistentVolumeClaim:
    claimName: {{ include "hallmark.name" (dict "root" . "part" (printf "%s-keys" .Chart.Name)) }}
{{- end }}
{{- end -}}

{{- define "hallmark.volumeMounts.keys" -}}
{{- $keys := (include "hallmark.global" . | fromYaml).keys -}}
{{- if eq $keys.provider "vault" }}
{{- if eq $keys.vault.authentication "kubernetes" }}
- {name: vault-token, mountPath: /var/run/secrets/hallmark/vault, readOnly: true}
{{- end }}
{{- if $keys.vault.caSecret }}
- {name: vault, mountPath: /etc/hallmark/vault, readOnly: true}
{{- end }}
{{- else if eq $keys.provider "keystore" }}
- {name: keys, mountPath: /var/lib/hallmark/keys}
{{- end }}
{{- end -}}

{{/* The file ca.crt of a secret. Arguments: name, secret. */}}
{{- define "hallmark.authorityVolume" -}}
- name: {{ .name }}
  secret:
    secretName: {{ .secret }}
    defaultMode: 0444
    items:
      - {key: ca.crt, path: ca.crt}
{{- end -}}

{{/* Where the keystore is kept; it stays when the release goes, since the keys of authorities cannot be made again. */}}
{{- define "hallmark.keystoreClaim" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- if eq $global.keys.provider "keystore" }}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ include "hallmark.name" (dict "root" . "part" (printf "%s-keys" .Chart.Name)) }}
  labels:
    {{- include "hallmark.labels" . | nindent 4 }}
  annotations:
    helm.sh/resource-policy: keep
spec:
  accessModes: [ReadWriteOnce]
  {{- with .Values.keys.keystore.storageClass }}
  storageClassName: {{ . }}
  {{- end }}
  resources:
    requests:
      storage: {{ .Values.keys.keystore.size }}
{{- end }}
{{- end -}}

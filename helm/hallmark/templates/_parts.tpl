{{/* Names that the charts of services have chosen, as the umbrella sees them. Arguments: root, chart. */}}
{{- define "hallmark.part.kafkaUser" -}}
{{- (index .root.Values .chart).kafka.existingSecret | default (include "hallmark.name" (dict "root" .root "part" (printf "%s-kafka" .chart))) -}}
{{- end -}}

{{- define "hallmark.part.databaseSecret" -}}
{{- (index .root.Values .chart).database.existingSecret | default (include "hallmark.name" (dict "root" .root "part" (printf "%s-database" .chart))) -}}
{{- end -}}

{{- define "hallmark.part.serviceAccount" -}}
{{- (index .root.Values .chart).serviceAccount.name | default (include "hallmark.name" (dict "root" .root "part" .chart)) -}}
{{- end -}}

{{/* Labels of a part that is no service of ours, such as a job. Arguments: root, part. */}}
{{- define "hallmark.part.selectorLabels" -}}
app.kubernetes.io/name: {{ .part }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/part-of: hallmark
{{- end -}}

{{/* Metadata of what stays when the release goes. Arguments: root, name, labels. */}}
{{- define "hallmark.part.kept" -}}
name: {{ .name }}
labels:
  {{- include "hallmark.labels" .root | nindent 2 }}
  {{- with .labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
annotations:
  helm.sh/resource-policy: keep
{{- end -}}

{{/*
The name of a part of a release: "<release>-<part>". Names of workloads end up in labels, where a StatefulSet's may have 52
characters; a longer one keeps the part, and the release's name is shortened and told apart by a hash. Arguments: root, part.
*/}}
{{- define "hallmark.name" -}}
{{- $release := .root.Release.Name -}}
{{- $room := int (sub 51 (len .part)) -}}
{{- if gt (len $release) $room -}}
{{- $release = printf "%s-%s" ($release | trunc (int (sub $room 6)) | trimSuffix "-") ($release | sha256sum | trunc 5) -}}
{{- end -}}
{{- printf "%s-%s" $release .part -}}
{{- end -}}

{{/* The name of the service that this chart installs. */}}
{{- define "hallmark.fullname" -}}
{{- include "hallmark.name" (dict "root" . "part" .Chart.Name) -}}
{{- end -}}

{{- define "hallmark.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (include "hallmark.fullname" .) -}}
{{- end -}}

{{/* What selects the pods of this chart; it never changes. */}}
{{- define "hallmark.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "hallmark.labels" -}}
{{ include "hallmark.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: hallmark
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* The Gateways of a route. Arguments: value, key (its full name, for the message), what (that a Gateway does). */}}
{{- define "hallmark.parentRefs" -}}
{{- if not .value -}}
{{- fail (printf "%s is missing: name the Gateway that %s" .key .what) -}}
{{- end -}}
{{- toYaml .value -}}
{{- end -}}

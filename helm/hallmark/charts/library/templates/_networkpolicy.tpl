{{/*
Who may connect to a service's pods, and where they may connect to: the arrows of the list of services, what every pod needs,
and a chart's own ("<chart>.ingress", "<chart>.egress").
*/}}
{{- define "hallmark.networkPolicy" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- $policy := $global.networkPolicy -}}
{{- $services := include "hallmark.services" . | fromYaml -}}
{{- $entry := index $services .Chart.Name -}}
{{- if $policy.enabled }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "hallmark.fullname" . }}
  labels:
    {{- include "hallmark.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "hallmark.selectorLabels" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    # Prometheus; probes come from the node, which no policy keeps out.
    - from:
        {{- toYaml $policy.monitoring | nindent 8 }}
      ports:
        - port: {{ $entry.management }}
    {{- $callers := list }}
    {{- range $chart, $service := $services }}
    {{- if has $.Chart.Name $service.calls }}
    {{- $callers = append $callers $chart }}
    {{- end }}
    {{- end }}
    {{- if $callers }}
    - from:
        {{- range sortAlpha $callers }}
        - podSelector:
            matchLabels: {app.kubernetes.io/part-of: hallmark, app.kubernetes.io/name: {{ . }}}
        {{- end }}
      ports:
        - port: {{ $entry.port }}
    {{- end }}
    {{- with include (printf "%s.ingress" .Chart.Name) . | trim }}
    {{- . | nindent 4 }}
    {{- end }}
  egress:
    {{- include "hallmark.networkPolicy.dns" $policy | nindent 4 }}
    {{- range $entry.calls }}
    - to:
        - podSelector:
            matchLabels: {app.kubernetes.io/part-of: hallmark, app.kubernetes.io/name: {{ . }}}
      ports:
        - port: {{ (index $services .).port }}
    {{- end }}
    {{- if $entry.kafka }}
    {{- include "hallmark.networkPolicy.outside" $policy.kafka | nindent 4 }}
    {{- end }}
    {{- if $entry.database }}
    {{- include "hallmark.networkPolicy.outside" $policy.postgresql | nindent 4 }}
    {{- end }}
    {{- if $entry.operators }}
    {{- include "hallmark.networkPolicy.outside" $policy.oidc | nindent 4 }}
    {{- end }}
    {{- if or $global.secrets.file (and $entry.keys (eq $global.keys.provider "vault")) }}
    {{- include "hallmark.networkPolicy.outside" $policy.vault | nindent 4 }}
    {{- end }}
    {{- if $global.tracing.endpoint }}
    {{- include "hallmark.networkPolicy.outside" $policy.tracing | nindent 4 }}
    {{- end }}
    {{- with .Values.extraEgress }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
{{- end -}}

{{/* Name resolution, at port 53. */}}
{{- define "hallmark.networkPolicy.dns" -}}
- ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
  {{- with .dns }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* A part outside of the release: its ports, and where it is, if that is known. */}}
{{- define "hallmark.networkPolicy.outside" -}}
- ports:
    {{- range .ports }}
    - port: {{ . }}
    {{- end }}
  {{- with .to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

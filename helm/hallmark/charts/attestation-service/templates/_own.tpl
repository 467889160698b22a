{{/* What this service has of its own; the library puts it together with what all have. */}}

{{/* Lines of application.properties that are its own. */}}
{{- define "attestation-service.settings" -}}
{{ include "hallmark.httpProperties" . }}
{{- end -}}

{{/* Its environment beside what all services have. */}}
{{- define "attestation-service.environment" -}}{{- end -}}

{{/* Volumes of its pods. */}}
{{- define "attestation-service.volumes" -}}{{- end -}}

{{/* Where its container has them. */}}
{{- define "attestation-service.volumeMounts" -}}{{- end -}}

{{/* Ports of its container beside that of management. */}}
{{- define "attestation-service.ports" -}}
{{- include "hallmark.httpPort" . -}}
{{- end -}}

{{/* Rules of its network policy for callers from outside. */}}
{{- define "attestation-service.ingress" -}}{{- end -}}

{{/* What this service has of its own; the library puts it together with what all have. */}}

{{/* Lines of application.properties that are its own. */}}
{{- define "registry-service.settings" -}}
{{ include "hallmark.httpProperties" . }}
{{- end -}}

{{/* Its environment beside what all services have. */}}
{{- define "registry-service.environment" -}}{{- end -}}

{{/* Volumes of its pods. */}}
{{- define "registry-service.volumes" -}}{{- end -}}

{{/* Where its container has them. */}}
{{- define "registry-service.volumeMounts" -}}{{- end -}}

{{/* Ports of its container beside that of management. */}}
{{- define "registry-service.ports" -}}
{{- include "hallmark.httpPort" . -}}
{{- end -}}

{{/* Rules of its network policy for callers from outside. */}}
{{- define "registry-service.ingress" -}}{{- end -}}

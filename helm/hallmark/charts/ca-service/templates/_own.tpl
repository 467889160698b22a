{{/* What this service has of its own; the library puts it together with what all have. */}}

{{/* Lines of application.properties that are its own. */}}
{{- define "ca-service.settings" -}}
{{ include "hallmark.httpProperties" . }}
hallmark.ca.public-url={{ required "ca-service.publicUrl is missing: where relying parties find /pki, such as http://pki.example.com; it goes into every certificate" .Values.publicUrl }}
{{- with .Values.defaultTenant }}
hallmark.est.default-tenant={{ . }}
{{- end }}
{{- end -}}

{{/* Its environment beside what all services have. */}}
{{- define "ca-service.environment" -}}{{- end -}}

{{/* Volumes of its pods. */}}
{{- define "ca-service.volumes" -}}{{- end -}}

{{/* Where its container has them. */}}
{{- define "ca-service.volumeMounts" -}}{{- end -}}

{{/* Ports of its container beside that of management. */}}
{{- define "ca-service.ports" -}}
{{- include "hallmark.httpPort" . -}}
{{- end -}}

{{/* Rules of its network policy for callers from outside. */}}
{{- define "ca-service.ingress" -}}{{- end -}}

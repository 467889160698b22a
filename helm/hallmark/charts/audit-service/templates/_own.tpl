{{/* What this service has of its own; the library puts it together with what all have. */}}

{{/* Lines of application.properties that are its own. */}}
{{- define "audit-service.settings" -}}
{{ include "hallmark.httpProperties" . }}
{{- end -}}

{{/* Its environment beside what all services have. */}}
{{- define "audit-service.environment" -}}
{{ include "hallmark.secretVariable" (dict "name" "QUARKUS_DATASOURCE_OWNER_USERNAME" "secret" (include "audit-service.ownerSecret" .) "key" "username") }}
{{ include "hallmark.secretVariable" (dict "name" "QUARKUS_DATASOURCE_OWNER_PASSWORD" "secret" (include "audit-service.ownerSecret" .) "key" "password") }}
{{- end -}}

{{/* Volumes of its pods. */}}
{{- define "audit-service.volumes" -}}{{- end -}}

{{/* Where its container has them. */}}
{{- define "audit-service.volumeMounts" -}}{{- end -}}

{{/* Ports of its container beside that of management. */}}
{{- define "audit-service.ports" -}}
{{- include "hallmark.httpPort" . -}}
{{- end -}}

{{/* Rules of its network policy for callers from outside. */}}
{{- define "audit-service.ingress" -}}{{- end -}}

{{/* The secret of the role that owns the database. */}}
{{- define "audit-service.ownerSecret" -}}
{{- include "hallmark.secretName" (dict "root" . "value" .Values.database.ownerSecret
    "key" "audit-service.database.ownerSecret" "part" "audit-service-owner") -}}
{{- end -}}

{{/* What this service has of its own; the library puts it together with what all have. */}}

{{/* Lines of application.properties that are its own. */}}
{{- define "policy-service.settings" -}}
{{ include "hallmark.httpProperties" . }}
{{- if .Values.brokerCaSecret }}
hallmark.policy.mosquitto.ca-certificates-file=/etc/hallmark/broker/ca.crt
{{- end }}
{{- end -}}

{{/* Its environment beside what all services have. */}}
{{- define "policy-service.environment" -}}{{- end -}}

{{/* Volumes of its pods. */}}
{{- define "policy-service.volumes" -}}
{{- with .Values.brokerCaSecret -}}
{{ include "hallmark.authorityVolume" (dict "name" "broker" "secret" .) }}
{{- end -}}
{{- end -}}

{{/* Where its container has them. */}}
{{- define "policy-service.volumeMounts" -}}
{{- if .Values.brokerCaSecret -}}
- {name: broker, mountPath: /etc/hallmark/broker, readOnly: true}
{{- end -}}
{{- end -}}

{{/* Ports of its container beside that of management. */}}
{{- define "policy-service.ports" -}}
{{- include "hallmark.httpPort" . -}}
{{- end -}}

{{/* Rules of its network policy for callers from outside. */}}
{{- define "policy-service.ingress" -}}{{- end -}}

{{/* What this service has of its own; the library puts it together with what all have. */}}

{{/* Lines of application.properties that are its own. */}}
{{- define "device-gateway.settings" -}}
hallmark.gateway.host=0.0.0.0
hallmark.gateway.port=8443
hallmark.gateway.public-port=8880
hallmark.gateway.tls.certificate=/etc/hallmark/tls/tls.crt
hallmark.gateway.tls.key=/etc/hallmark/tls/tls.key
hallmark.gateway.tls.minimum-version={{ .Values.tls.minimumVersion }}
hallmark.pki.url={{ include "hallmark.url" (dict "root" . "chart" "ca-service") }}/pki/v1
{{- $services := include "hallmark.services" . | fromYaml }}
{{- range (index $services .Chart.Name).calls }}
hallmark.gateway.services.{{ (index $services .).name }}.url={{ include "hallmark.url" (dict "root" $ "chart" .) }}
{{- end }}
{{- with .Values.exposure.proxyProtocol }}
hallmark.gateway.proxy-protocol.addresses={{ join "," . }}
{{- end }}
{{- end -}}

{{/* Its environment beside what all services have. */}}
{{- define "device-gateway.environment" -}}
{{- $services := include "hallmark.services" . | fromYaml }}
{{- range (index $services .Chart.Name).calls }}
{{ include "hallmark.secretVariable" (dict "name" (printf "HALLMARK_GATEWAY_SERVICES_%s_SECRET" (upper (index $services .).name)) "secret" (include "hallmark.connectionSecret" (dict "root" $ "chart" .)) "key" "secret") }}
{{- end }}
{{- end -}}

{{/* Volumes of its pods. */}}
{{- define "device-gateway.volumes" -}}
- name: tls
  secret:
    secretName: {{ include "device-gateway.certificateSecret" . }}
    defaultMode: 0440
    items:
      - {key: tls.crt, path: tls.crt}
      - {key: tls.key, path: tls.key}
{{- end -}}

{{/* Where its container has them. */}}
{{- define "device-gateway.volumeMounts" -}}
- {name: tls, mountPath: /etc/hallmark/tls, readOnly: true}
{{- end -}}

{{/* Ports of its container beside that of management. */}}
{{- define "device-gateway.ports" -}}
- name: devices
  containerPort: 8443
- name: pki
  containerPort: 8880
{{- end -}}

{{/* Rules of its network policy for callers from outside. */}}
{{- define "device-gateway.ingress" -}}
- ports:
    - port: 8443
    - port: 8880
{{- end -}}

{{- define "device-gateway.certificateSecret" -}}
{{- include "hallmark.serverCertificateSecret" (dict "root" . "value" .Values.tls.existingSecret
    "key" "device-gateway.tls.existingSecret" "part" "device-gateway-tls") -}}
{{- end -}}

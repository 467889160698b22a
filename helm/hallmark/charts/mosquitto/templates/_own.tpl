{{/* What this service has of its own; the library puts it together with what all have. */}}

{{/* Lines of application.properties that are its own. */}}
{{- define "mosquitto.settings" -}}
quarkus.http.port={{ (include "hallmark.service.entry" . | fromYaml).port }}
hallmark.pki.url={{ include "hallmark.url" (dict "root" . "chart" "ca-service") }}/pki/v1
hallmark.mosquitto.name={{ .Values.brokerName | default (include "hallmark.fullname" .) }}
hallmark.mosquitto.directory=/var/lib/hallmark/mosquitto
hallmark.mosquitto.pid-file=/run/mosquitto/mosquitto.pid
hallmark.mosquitto.control.host=localhost
hallmark.mosquitto.control.port=18884
hallmark.mosquitto.control.ca-file=/etc/hallmark/control/ca.crt
hallmark.mosquitto.control.certificate-file=/etc/hallmark/control/tls.crt
hallmark.mosquitto.control.key-file=/etc/hallmark/control/tls.key
{{- end -}}

{{/* Its environment beside what all services have. */}}
{{- define "mosquitto.environment" -}}{{- end -}}

{{/* Volumes of its pods. */}}
{{- define "mosquitto.volumes" -}}
- name: trust
  emptyDir:
    sizeLimit: 64Mi
- name: run
  emptyDir:
    sizeLimit: 1Mi
- name: broker-config
  configMap:
    name: {{ include "hallmark.fullname" . }}
    items:
      - {key: mosquitto.conf, path: mosquitto.conf}
      - {key: control.acl, path: control.acl}
- name: broker-tls
  secret:
    secretName: {{ include "mosquitto.certificateSecret" . }}
    defaultMode: 0440
    items:
      - {key: tls.crt, path: tls.crt}
      - {key: tls.key, path: tls.key}
- name: broker-control
  secret:
    secretName: {{ include "mosquitto.controlSecret" (dict "root" . "side" "broker") }}
    defaultMode: 0440
- name: agent-control
  secret:
    secretName: {{ include "mosquitto.controlSecret" (dict "root" . "side" "agent") }}
    defaultMode: 0440
{{- if not .Values.persistence.enabled }}
- name: data
  emptyDir:
    sizeLimit: {{ .Values.persistence.size }}
{{- end }}
{{- end -}}

{{/* Where its container has them. */}}
{{- define "mosquitto.volumeMounts" -}}
- {name: trust, mountPath: /var/lib/hallmark/mosquitto}
- {name: run, mountPath: /run/mosquitto, readOnly: true}
- {name: agent-control, mountPath: /etc/hallmark/control, readOnly: true}
{{- end -}}

{{/* Ports of its container beside that of management. */}}
{{- define "mosquitto.ports" -}}
{{- include "hallmark.httpPort" . -}}
{{- end -}}

{{/* Rules of its network policy for callers from outside. */}}
{{- define "mosquitto.ingress" -}}
- ports:
    - port: 8883
{{- end -}}

{{- define "mosquitto.certificateSecret" -}}
{{- include "hallmark.serverCertificateSecret" (dict "root" . "value" .Values.tls.existingSecret
    "key" "mosquitto.tls.existingSecret" "part" "mosquitto-tls") -}}
{{- end -}}

{{/* The secret of one side of the control listener. Arguments: root, side (broker or agent). */}}
{{- define "mosquitto.controlSecret" -}}
{{- $value := index .root.Values.control (printf "%sSecret" .side) -}}
{{- if .root.Values.control.certManager -}}
{{- include "hallmark.name" (dict "root" .root "part" (printf "mosquitto-control-%s" .side)) -}}
{{- else -}}
{{- required (printf "mosquitto.control.%sSecret is missing: name a secret with ca.crt, tls.crt and tls.key, or set mosquitto.control.certManager=true" .side) $value -}}
{{- end -}}
{{- end -}}

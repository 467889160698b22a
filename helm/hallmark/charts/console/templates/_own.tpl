{{/* What this service has of its own; the library puts it together with what all have. */}}

{{/* Lines of application.properties that are its own. */}}
{{- define "console.settings" -}}
{{ include "hallmark.httpProperties" . }}
hallmark.console.oidc.client-id={{ .Values.oidc.clientId }}
hallmark.console.oidc.public-url={{ required "console.publicUrl is missing: where browsers find the console, such as https://hallmark.example.com" .Values.publicUrl }}
hallmark.console.oidc.scopes={{ join "," .Values.oidc.scopes }}
{{- $services := include "hallmark.services" . | fromYaml }}
{{- range (index $services .Chart.Name).calls }}
hallmark.console.services.{{ (index $services .).name }}={{ include "hallmark.url" (dict "root" $ "chart" .) }}
{{- end }}
{{- end -}}

{{/* Its environment beside what all services have. */}}
{{- define "console.environment" -}}
{{ include "hallmark.secretVariable" (dict "name" "HALLMARK_CONSOLE_OIDC_CLIENT_SECRET" "secret" (include "console.clientSecret" .) "key" "client-secret") }}
{{ include "hallmark.secretVariable" (dict "name" "HALLMARK_CONSOLE_SESSION_KEY" "secret" (include "console.sessionSecret" .) "key" "key") }}
{{- with .Values.oidc.trustStoreSecret }}
{{ include "hallmark.secretVariable" (dict "name" "TRUST_STORE_PASSWORD" "secret" . "key" "password") }}
# Beside the image's own options, which are in JDK_JAVA_OPTIONS.
- name: JAVA_TOOL_OPTIONS
  value: -Djavax.net.ssl.trustStore=/etc/hallmark/trust-store/truststore.p12 -Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStorePassword=$(TRUST_STORE_PASSWORD)
{{- end }}
{{- end -}}

{{/* Volumes of its pods. */}}
{{- define "console.volumes" -}}
{{- with .Values.oidc.trustStoreSecret -}}
- name: trust-store
  secret:
    secretName: {{ . }}
    defaultMode: 0440
    items:
      - {key: truststore.p12, path: truststore.p12}
{{- end -}}
{{- end -}}

{{/* Where its container has them. */}}
{{- define "console.volumeMounts" -}}
{{- if .Values.oidc.trustStoreSecret -}}
- {name: trust-store, mountPath: /etc/hallmark/trust-store, readOnly: true}
{{- end -}}
{{- end -}}

{{/* Ports of its container beside that of management. */}}
{{- define "console.ports" -}}
{{- include "hallmark.httpPort" . -}}
{{- end -}}

{{/* Rules of its network policy for callers from outside. */}}
{{- define "console.ingress" -}}
- from:
    {{- toYaml (include "hallmark.global" . | fromYaml).networkPolicy.ingressController | nindent 4 }}
    # "helm test".
    - podSelector:
        matchLabels: {app.kubernetes.io/part-of: hallmark, app.kubernetes.io/name: trial}
  ports:
    - port: 8080
{{- end -}}

{{- define "console.clientSecret" -}}
{{- if or .Values.oidc.existingSecret (not (include "hallmark.global" . | fromYaml).secrets.file) -}}
{{- required "console.oidc.existingSecret is missing: name the secret with the client-secret of the console's client at your OIDC provider" .Values.oidc.existingSecret -}}
{{- end -}}
{{- end -}}

{{- define "console.sessionSecret" -}}
{{- include "hallmark.secretName" (dict "root" . "value" .Values.session.existingSecret
    "key" "console.session.existingSecret" "part" "console-session") -}}
{{- end -}}

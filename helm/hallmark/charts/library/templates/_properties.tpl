{{/*
A service's application.properties: what all services have, what this one is given, its own ("<chart>.settings"), and what the
platform team adds, which comes last and so wins.
*/}}
{{- define "hallmark.properties" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- $entry := include "hallmark.service.entry" . | fromYaml -}}
quarkus.http.host=0.0.0.0
quarkus.management.host=0.0.0.0
quarkus.management.port={{ $entry.management }}
quarkus.shutdown.delay=5S
quarkus.shutdown.timeout=20S
hallmark.tenants={{ join "," $global.tenants }}
{{- if eq $global.logs.format "text" }}
quarkus.log.console.json.enabled=false
{{- end }}
{{- with $global.tracing.endpoint }}
quarkus.otel.sdk.disabled=false
quarkus.otel.exporter.otlp.endpoint={{ . }}
quarkus.otel.exporter.otlp.protocol={{ $global.tracing.protocol }}
quarkus.otel.traces.sampler.arg={{ $global.tracing.ratio }}
quarkus.otel.resource.attributes=k8s.namespace.name={{ $.Release.Namespace }}
{{- end }}
{{- if $entry.kafka }}
{{ include "hallmark.properties.kafka" . }}
{{- end }}
{{- if $entry.database }}
{{ include "hallmark.properties.database" . }}
{{- end }}
{{- if $entry.operators }}
{{ include "hallmark.properties.operators" . }}
{{- end }}
{{- if $entry.verifier }}
hallmark.attestation.jwks-url={{ include "hallmark.url" (dict "root" . "chart" "attestation-service") }}/attestation/v1/jwks.json
{{- end }}
{{- if $entry.devices }}
hallmark.connection.audience={{ .Chart.Name }}
{{- end }}
{{- if $entry.keys }}
{{ include "hallmark.properties.keys" . }}
{{- end }}
{{- $own := include (printf "%s.settings" .Chart.Name) . | trim }}
{{- if $own }}
{{ $own }}
{{- end }}
{{- range $name, $value := .Values.settings }}
{{- if regexMatch "(?i)(password|passphrase|secret|secrets|secret-id|client-token|\\.pin|\\.key|jaas\\.config)$" $name }}
{{- fail (printf "%s.settings must not hold %s, since a ConfigMap is no place for a secret: give it in %s.extraEnv, from a secret" $.Chart.Name $name $.Chart.Name) }}
{{- end }}
{{ $name }}={{ $value | toString | replace "\\" "\\\\" }}
{{- end }}
{{- end -}}

{{- define "hallmark.properties.kafka" -}}
{{- $kafka := (include "hallmark.global" . | fromYaml).kafka -}}
kafka.bootstrap.servers={{ required "global.kafka.bootstrapServers is missing: the addresses of your Kafka, such as kafka.example.com:9093" $kafka.bootstrapServers }}
{{- if eq $kafka.security "none" }}
hallmark.production.accept-plain-kafka=true
{{- else }}
kafka.security.protocol={{ eq $kafka.security "tls" | ternary "SSL" "SASL_SSL" }}
{{- if $kafka.caSecret }}
kafka.ssl.truststore.type=PEM
kafka.ssl.truststore.location=/etc/hallmark/kafka/ca.crt
{{- end }}
{{- if eq $kafka.security "tls" }}
kafka.ssl.keystore.type=PKCS12
kafka.ssl.keystore.location=/etc/hallmark/kafka-user/user.p12
{{- else }}
kafka.sasl.mechanism=SCRAM-SHA-512
{{- end }}
{{- end }}
{{- end -}}

{{/* The two drivers take an authority in different ways; the JDBC driver serves migrations and the relay. */}}
{{- define "hallmark.properties.database" -}}
{{- $postgresql := (include "hallmark.global" . | fromYaml).postgresql -}}
{{- $host := required "global.postgresql.host is missing: the host name of your PostgreSQL" $postgresql.host -}}
{{- $parameters := list (printf "sslmode=%s" $postgresql.sslMode) -}}
{{- with $postgresql.parameters -}}
{{- $parameters = append $parameters . -}}
{{- end -}}
{{- $url := printf "postgresql://%s:%v/%s" $host $postgresql.port .Values.database.name -}}
quarkus.datasource.reactive.url={{ $url }}?{{ join "&" $parameters }}
{{- if eq $postgresql.sslMode "verify-full" }}
{{- $_ := required "global.postgresql.caSecret is missing: verify-full needs a secret with your PostgreSQL's authority under the key ca.crt; global.postgresql.sslMode=require encrypts without verifying" $postgresql.caSecret }}
quarkus.datasource.reactive.trust-certificate-pem=true
quarkus.datasource.reactive.trust-certificate-pem.certs=/etc/hallmark/postgresql/ca.crt
quarkus.datasource.reactive.hostname-verification-algorithm=HTTPS
quarkus.datasource.jdbc.url=jdbc:{{ $url }}?{{ join "&" (append $parameters "sslrootcert=/etc/hallmark/postgresql/ca.crt") }}
{{- else if eq $postgresql.sslMode "require" }}
quarkus.datasource.reactive.trust-all=true
{{- end }}
{{- end -}}

{{- define "hallmark.properties.operators" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- $oidc := $global.oidc -}}
quarkus.oidc.auth-server-url={{ required "global.oidc.issuer is missing: the address of your OIDC provider, to which /.well-known/openid-configuration is added" $oidc.issuer }}
{{- with $oidc.audience }}
quarkus.oidc.token.audience={{ . }}
{{- end }}
{{- with $oidc.rolesClaim }}
quarkus.oidc.roles.role-claim-path={{ . }}
{{- end }}
{{- if $oidc.caSecret }}
quarkus.tls.trust-store.pem.certs=/etc/hallmark/oidc/ca.crt
{{- end }}
{{- $proxies := $global.consoleAddresses }}
{{- if eq .Chart.Name "console" }}
{{- $proxies = .Values.exposure.trustedProxies }}
{{- end }}
{{- with $proxies }}
quarkus.http.proxy.proxy-address-forwarding=true
quarkus.http.proxy.trusted-proxies={{ join "," . }}
{{- end }}
hallmark.machine-tokens.jwks-url={{ include "hallmark.url" (dict "root" . "chart" "audit-service") }}/tokens/v1/jwks.json
{{- with $global.platformTenant }}
hallmark.platform-tenant={{ . }}
{{- end }}
{{- end -}}

{{- define "hallmark.properties.keys" -}}
{{- $keys := (include "hallmark.global" . | fromYaml).keys -}}
hallmark.keys.provider={{ $keys.provider }}
{{- if eq $keys.provider "vault" }}
quarkus.vault.url={{ required "global.keys.vault.url is missing: the address of your Vault or OpenBao; global.keys.provider chooses another key ring" $keys.vault.url }}
{{- if eq $keys.vault.authentication "kubernetes" }}
quarkus.vault.authentication.kubernetes.role={{ .Values.keys.vault.role }}
quarkus.vault.authentication.kubernetes.auth-mount-path=auth/{{ $keys.vault.kubernetes.mount }}
quarkus.vault.authentication.kubernetes.jwt-token-path=/var/run/secrets/hallmark/vault/token
{{- end }}
quarkus.vault.transit-secret-engine-mount-path={{ $keys.vault.transitMount }}
quarkus.vault.tls.use-kubernetes-ca-cert=false
{{- if $keys.vault.caSecret }}
quarkus.vault.tls.ca-cert=/etc/hallmark/vault/ca.crt
{{- end }}
{{- with $keys.vault.namespace }}
quarkus.vault.enterprise.namespace={{ . }}
{{- end }}
{{- else if eq $keys.provider "pkcs11" }}
hallmark.keys.pkcs11.library={{ required "global.keys.pkcs11.library is missing: where the HSM's module is in the container, brought there by extraVolumes and extraVolumeMounts of ca-service and audit-service" $keys.pkcs11.library }}
hallmark.keys.pkcs11.slot-index={{ $keys.pkcs11.slotIndex }}
{{- else }}
{{- if not $keys.acceptKeystoreKeys }}
{{- fail "global.keys.provider=keystore keeps the keys of authorities in a file that the services can read: set global.keys.acceptKeystoreKeys=true if that is what you want, or use vault or pkcs11" }}
{{- end }}
{{- if gt (int .Values.replicas) 1 }}
{{- fail (printf "%s.replicas must be 1 with global.keys.provider=keystore: two processes cannot share the file" .Chart.Name) }}
{{- end }}
{{- if .Values.autoscaling.enabled }}
{{- fail (printf "%s.autoscaling.enabled must be false with global.keys.provider=keystore: two processes cannot share the file" .Chart.Name) }}
{{- end }}
hallmark.production.accept-keystore-keys=true
hallmark.keys.keystore.path=/var/lib/hallmark/keys/keys.p12
{{- end }}
{{- end -}}

{{- define "hallmark.configmap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "hallmark.fullname" . }}
  labels:
    {{- include "hallmark.labels" . | nindent 4 }}
data:
  application.properties: |
    {{- include "hallmark.properties" . | nindent 4 }}
{{- end -}}

{{/* The port of a service that speaks HTTP. */}}
{{- define "hallmark.httpProperties" -}}
quarkus.http.port={{ (include "hallmark.service.entry" . | fromYaml).port }}
{{- end -}}

{{/*
An authority of the release's own, by cert-manager: an issuer that signs itself, the authority's certificate, and the issuer
that signs by it. Arguments: root, part (of its name), commonName.
*/}}
{{- define "hallmark.authority" -}}
{{- $name := include "hallmark.name" (dict "root" .root "part" .part) -}}
{{- $own := include "hallmark.name" (dict "root" .root "part" (printf "%s-own" .part)) -}}
apiVersion: cert-manager.io/v1
kind: Issuer
metadata:
  name: {{ $own }}
  labels:
    {{- include "hallmark.labels" .root | nindent 4 }}
spec:
  selfSigned: {}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: {{ $name }}
  labels:
    {{- include "hallmark.labels" .root | nindent 4 }}
spec:
  isCA: true
  commonName: {{ .commonName }}
  secretName: {{ $name }}
  duration: 87600h
  privateKey:
    algorithm: ECDSA
    size: 256
  issuerRef:
    name: {{ $own }}
    kind: Issuer
    group: cert-manager.io
---
apiVersion: cert-manager.io/v1
kind: Issuer
metadata:
  name: {{ $name }}
  labels:
    {{- include "hallmark.labels" .root | nindent 4 }}
spec:
  ca:
    secretName: {{ $name }}
{{- end -}}

{{/* The issuer of server certificates that global.certManager names; nothing when there is none. */}}
{{- define "hallmark.issuerRef" -}}
{{- $certManager := (include "hallmark.global" . | fromYaml).certManager -}}
{{- if $certManager.selfSigned -}}
name: {{ include "hallmark.name" (dict "root" . "part" "server-ca") }}
kind: Issuer
group: cert-manager.io
{{- else if $certManager.issuerRef.name -}}
{{- toYaml $certManager.issuerRef -}}
{{- end -}}
{{- end -}}

{{/*
A certificate by cert-manager. Its key is PKCS#8, as our programs and the broker read it. Arguments: root, name (of the
certificate and its secret), commonName, dnsNames, usage, issuerRef (YAML).
*/}}
{{- define "hallmark.certificate" -}}
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: {{ .name }}
  labels:
    {{- include "hallmark.labels" .root | nindent 4 }}
spec:
  secretName: {{ .name }}
  {{- with .commonName }}
  commonName: {{ . }}
  {{- end }}
  {{- with .dnsNames }}
  dnsNames:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  usages: [digital signature, {{ .usage }}]
  privateKey:
    algorithm: ECDSA
    size: 256
    encoding: PKCS8
    rotationPolicy: Always
  issuerRef:
    {{- .issuerRef | nindent 4 }}
{{- end -}}

{{/*
The secret of a server certificate: one that was given, or the one that cert-manager makes. Arguments: root, value, key (the
value's full name, for the message), part (of the name of the certificate that is made).
*/}}
{{- define "hallmark.serverCertificateSecret" -}}
{{- if .value -}}
{{- .value -}}
{{- else -}}
{{- if not (include "hallmark.issuerRef" .root) -}}
{{- fail (printf "%s is missing: name a secret with tls.crt and tls.key, or give cert-manager's issuer in global.certManager.issuerRef.name" .key) -}}
{{- end -}}
{{- include "hallmark.name" (dict "root" .root "part" .part) -}}
{{- end -}}
{{- end -}}

{{/*
The names of a server certificate: the public one and, from an authority of the release's own, the name within the cluster,
which no public authority would certify. Arguments: root, hostname.
*/}}
{{- define "hallmark.serverNames" -}}
- {{ .hostname }}
{{- if (include "hallmark.global" .root | fromYaml).certManager.selfSigned }}
- {{ include "hallmark.fullname" .root }}
{{- end }}
{{- end -}}

{{- define "hallmark.deployment" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- $entry := include "hallmark.service.entry" . | fromYaml -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "hallmark.fullname" . }}
  labels:
    {{- include "hallmark.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "hallmark.selectorLabels" . | nindent 6 }}
  strategy:
    {{- if and $entry.keys (eq $global.keys.provider "keystore") }}
    type: Recreate
    {{- else }}
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
    {{- end }}
  template:
    metadata:
      {{- include "hallmark.podMetadata" . | nindent 6 }}
    spec:
      {{- include "hallmark.podSpec" . | nindent 6 }}
      {{- with .Values.extraInitContainers }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - {{- include "hallmark.container" . | nindent 10 }}
      volumes:
        {{- include "hallmark.volumes" . | nindent 8 }}
{{- end -}}

{{- define "hallmark.podMetadata" -}}
labels:
  {{- include "hallmark.labels" . | nindent 2 }}
  {{- with .Values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
annotations:
  checksum/config: {{ include "hallmark.properties" . | sha256sum }}
  {{- with .Values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* What a pod has beside its containers and volumes. */}}
{{- define "hallmark.podSpec" -}}
serviceAccountName: {{ include "hallmark.serviceAccountName" . }}
automountServiceAccountToken: false
# Variables that are named after services would be read as settings, KAFKA_PORT among them.
enableServiceLinks: false
securityContext:
  {{- include "hallmark.podSecurityContext" . | nindent 2 }}
terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
{{- include "hallmark.imagePullSecrets" . }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- range . }}
  - {{- toYaml . | nindent 4 }}
    {{- if not .labelSelector }}
    labelSelector:
      matchLabels:
        {{- include "hallmark.selectorLabels" $ | nindent 8 }}
    {{- end }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "hallmark.container" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- $entry := include "hallmark.service.entry" . | fromYaml -}}
name: {{ .Chart.Name }}
image: {{ include "hallmark.image" (dict "root" . "name" .Chart.Name "digest" .Values.image.digest) }}
imagePullPolicy: {{ $global.image.pullPolicy }}
securityContext:
  {{- include "hallmark.containerSecurityContext" . | nindent 2 }}
ports:
  {{- include (printf "%s.ports" .Chart.Name) . | trim | nindent 2 }}
  - name: management
    containerPort: {{ $entry.management }}
{{- with include "hallmark.environment" . | trim }}
env:
  {{- . | nindent 2 }}
{{- end }}
{{ include "hallmark.probes" . }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
volumeMounts:
  {{- include "hallmark.volumeMounts" . | nindent 2 }}
{{- end -}}

{{/* A start may take three minutes: a migration on a large database is part of it. */}}
{{- define "hallmark.probes" -}}
startupProbe:
  httpGet: {path: /q/health/started, port: management}
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 90
readinessProbe:
  httpGet: {path: /q/health/ready, port: management}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 2
livenessProbe:
  httpGet: {path: /q/health/live, port: management}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end -}}

{{/* The port of a service that speaks HTTP. */}}
{{- define "hallmark.httpPort" -}}
{{- $entry := include "hallmark.service.entry" . | fromYaml -}}
- name: http
  containerPort: {{ $entry.port }}
{{- end -}}

{{- define "hallmark.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "hallmark.serviceAccountName" . }}
  labels:
    {{- include "hallmark.labels" . | nindent 4 }}
  {{- with .Values.serviceAccount.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end }}
{{- end -}}

{{- define "hallmark.httpService" -}}
{{- $entry := include "hallmark.service.entry" . | fromYaml -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "hallmark.fullname" . }}
  labels:
    {{- include "hallmark.labels" . | nindent 4 }}
  {{- with .Values.service.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: ClusterIP
  selector:
    {{- include "hallmark.selectorLabels" . | nindent 4 }}
  ports:
    - name: http
      port: {{ $entry.port }}
      targetPort: http
    - name: management
      port: {{ $entry.management }}
      targetPort: management
{{- end -}}

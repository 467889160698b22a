{{- define "hallmark.autoscaler" -}}
{{- if .Values.autoscaling.enabled }}
{{- if gt (int .Values.autoscaling.min) (int .Values.autoscaling.max) }}
{{- fail (printf "%s.autoscaling.min is larger than %s.autoscaling.max" .Chart.Name .Chart.Name) }}
{{- end }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "hallmark.fullname" . }}
  labels:
    {{- include "hallmark.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "hallmark.fullname" . }}
  minReplicas: {{ .Values.autoscaling.min }}
  maxReplicas: {{ .Values.autoscaling.max }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .Values.autoscaling.cpu }}
{{- end }}
{{- end -}}

{{- define "hallmark.disruptionBudget" -}}
{{- $budget := .Values.podDisruptionBudget -}}
{{- if $budget.enabled }}
{{- $minimum := $budget.minAvailable | toString -}}
{{- $maximum := $budget.maxUnavailable | toString -}}
{{- if eq (empty $minimum) (empty $maximum) }}
{{- fail (printf "%s.podDisruptionBudget needs either minAvailable or maxUnavailable" .Chart.Name) }}
{{- end }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "hallmark.fullname" . }}
  labels:
    {{- include "hallmark.labels" . | nindent 4 }}
spec:
  selector:
    matchLabels:
      {{- include "hallmark.selectorLabels" . | nindent 6 }}
  {{- if $minimum }}
  minAvailable: {{ $budget.minAvailable }}
  {{- else }}
  maxUnavailable: {{ $budget.maxUnavailable }}
  {{- end }}
{{- end }}
{{- end -}}

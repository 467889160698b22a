{{/* One of our images. Arguments: root, name (without "hallmark-"), digest. */}}
{{- define "hallmark.image" -}}
{{- $global := include "hallmark.global" .root | fromYaml -}}
{{- $name := printf "hallmark-%s" .name -}}
{{- with $global.image.registry -}}
{{- $name = printf "%s/%s" (. | trimSuffix "/") $name -}}
{{- end -}}
{{- if .digest -}}
{{- printf "%s@%s" $name .digest -}}
{{- else -}}
{{- printf "%s:%s" $name ($global.image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{- define "hallmark.imagePullSecrets" -}}
{{- $global := include "hallmark.global" . | fromYaml -}}
{{- with $global.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

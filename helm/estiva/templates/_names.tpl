{{- define "estiva.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 50 characters, so that a component's name fits behind it. */}}
{{- define "estiva.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "estiva.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What tells this release's pods, and with `component` one service's. Takes (list $ "registry") or (list $). */}}
{{- define "estiva.selector" -}}
{{- $root := first . -}}
app.kubernetes.io/name: {{ include "estiva.name" $root }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
{{- if eq (len .) 2 }}
app.kubernetes.io/component: {{ last . }}
{{- end }}
{{- end -}}

{{/* The metadata of an object. Takes (list $ "registry"), or (list $ "registry" "name") where its name differs. */}}
{{- define "estiva.metadata" -}}
{{- $root := first . -}}
{{- $component := index . 1 -}}
name: {{ include "estiva.fullname" $root }}-{{ last . }}
labels:
  {{- include "estiva.selector" (list $root $component) | nindent 2 }}
  app.kubernetes.io/version: {{ include "estiva.tag" $root | trunc 63 | quote }}
  app.kubernetes.io/managed-by: {{ $root.Release.Service }}
  helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
  {{- with $root.Values.commonLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "estiva.tag" -}}
{{- default .Chart.AppVersion .Values.image.tag -}}
{{- end -}}

{{/* Takes (list $ <the values of the service>). */}}
{{- define "estiva.image" -}}
{{- $root := first . -}}
{{- $image := (last .).image -}}
{{- with $root.Values.image.registry }}{{ trimSuffix "/" . }}/{{ end -}}
{{- $image.repository -}}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ include "estiva.tag" $root }}{{ end -}}
{{- end -}}

{{/* Takes (list $ "registry" <the values of the service>). */}}
{{- define "estiva.serviceAccountName" -}}
{{- $account := (last .).serviceAccount -}}
{{- default (printf "%s-%s" (include "estiva.fullname" (first .)) (index . 1)) $account.name -}}
{{- end -}}

{{- define "estiva.filesClaim" -}}
{{- default (printf "%s-files" (include "estiva.fullname" .)) .Values.files.existingClaim -}}
{{- end -}}

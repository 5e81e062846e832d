{{/* Takes (list $ "registry" <the values of the service>). */}}
{{- define "estiva.serviceAccount" -}}
{{- $account := (last .).serviceAccount -}}
{{- if not $account.name }}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "estiva.metadata" (list (first .) (index . 1)) | nindent 2 }}
  {{- with $account.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end }}
{{- end -}}

{{/* Takes (list $ "registry" <the values of the service>). */}}
{{- define "estiva.disruptionBudget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "estiva.metadata" (list (first .) (index . 1)) | nindent 2 }}
spec:
  # Not minAvailable: that would keep a single pod on its node for ever.
  maxUnavailable: {{ (last .).maxUnavailable }}
  # A pod that is not ready anyway may go: without the database none is.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "estiva.selector" (list (first .) (index . 1)) | nindent 6 }}
{{- end -}}

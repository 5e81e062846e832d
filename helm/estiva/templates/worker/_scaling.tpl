{{/* Slow to stop workers, quick to start them: of the HPA, whoever makes it. */}}
{{- define "estiva.worker.behavior" -}}
{{- if lt (int .maxReplicas) (int .minReplicas) -}}
{{- fail "worker.scaling.maxReplicas is less than worker.scaling.minReplicas" -}}
{{- end -}}
scaleDown:
  stabilizationWindowSeconds: {{ .scaleDownSeconds }}
  policies:
    - type: Percent
      value: {{ .scaleDownPercent }}
      periodSeconds: 60
scaleUp:
  stabilizationWindowSeconds: 0
  selectPolicy: Max
  policies:
    - type: Pods
      value: 4
      periodSeconds: 15
    - type: Percent
      value: 100
      periodSeconds: 15
{{- end -}}

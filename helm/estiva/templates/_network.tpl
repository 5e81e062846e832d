{{/*
To the database and to DNS, whatever the user adds, and for whoever touches files to the bucket or the container.
Takes (list $ <whether it touches files>).
*/}}
{{- define "estiva.egress" -}}
{{- with first . -}}
{{- $policy := .Values.networkPolicy -}}
- ports:
    - port: {{ .Values.database.port }}
    {{- range $policy.databasePorts }}
    - port: {{ . }}
    {{- end }}
  {{- with $policy.database }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{ include "estiva.dnsEgress" . }}
{{- with $policy.extraEgress }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- if and (last .) (ne (first .).Values.files.store "folder") }}
- ports:
    - port: {{ (first .).Values.networkPolicy.storePort }}
  {{- with (first .).Values.networkPolicy.store }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "estiva.dnsEgress" -}}
- ports:
    {{- range .Values.networkPolicy.dnsPorts }}
    - port: {{ . }}
      protocol: UDP
    - port: {{ . }}
      protocol: TCP
    {{- end }}
  to:
    {{- toYaml .Values.networkPolicy.dns | nindent 4 }}
{{- end -}}

{{/* A service that nobody calls but who reads its metrics. Takes (list $ "worker"). */}}
{{- define "estiva.quietNetworkPolicy" -}}
{{- $root := first . -}}
{{- if $root.Values.networkPolicy.enabled }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "estiva.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "estiva.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  {{- with $root.Values.networkPolicy.monitoring }}
  ingress:
    - from:
        {{- toYaml . | nindent 8 }}
      ports:
        - port: management
  {{- end }}
  egress:
    {{- include "estiva.egress" (list $root (eq (last .) "worker")) | nindent 4 }}
    {{- if and (eq (last .) "worker") $root.Values.worker.deletionCost.enabled }}
    - ports:
        {{- range $root.Values.networkPolicy.kubernetesPorts }}
        - port: {{ . }}
        {{- end }}
      {{- with $root.Values.networkPolicy.kubernetes }}
      to:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
{{- end }}
{{- end -}}

{{/*
What the pods of all services have in common, so that none of them is less safe than another.
*/}}

{{- define "estiva.podSecurity" -}}
runAsNonRoot: true
{{- with .Values.podSecurity }}
{{- if not (kindIs "invalid" .runAsUser) }}
runAsUser: {{ .runAsUser }}
{{- end }}
{{- if not (kindIs "invalid" .runAsGroup) }}
runAsGroup: {{ .runAsGroup }}
{{- end }}
{{- if not (kindIs "invalid" .fsGroup) }}
fsGroup: {{ .fsGroup }}
# Not each file of a large share at each start.
fsGroupChangePolicy: OnRootMismatch
{{- end }}
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "estiva.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "estiva.probe" -}}
httpGet:
  path: /q/health/{{ . }}
  port: management
timeoutSeconds: 5
{{- end -}}

{{/* What holds of every pod, and where it may run. Takes (list $ <the values of what runs in it>). */}}
{{- define "estiva.everyPod" -}}
{{- $root := first . -}}
{{- $values := last . -}}
automountServiceAccountToken: false
# Their variables, such as ESTIVA_REGISTRY_PORT, would be taken for configuration.
enableServiceLinks: false
securityContext:
  {{- include "estiva.podSecurity" $root | nindent 2 }}
{{- with $root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- range $where := list "nodeSelector" "tolerations" "affinity" }}
{{- with index $values $where }}
{{ $where }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Takes (list $ "registry" <the values of what runs in the pod>). */}}
{{- define "estiva.podMetadata" -}}
{{- $root := first . -}}
{{- $values := last . -}}
labels:
  {{- include "estiva.selector" (list $root (index . 1)) | nindent 2 }}
  {{- with $root.Values.commonLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- with $values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with $values.podAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/*
A deployment's pod. Takes a dict: root, component, values (of the service), management (its port for probes and metrics), port (for
clients, if there are any), env, and perhaps java (options of the
JVM), files ("read" or "write", for those that touch them), grace (seconds), lifecycle, and kubernetes (whether it calls the
API server).
*/}}
{{- define "estiva.pod" -}}
{{- $root := .root -}}
{{- $values := .values -}}
{{- $mountsFiles := and .files (eq $root.Values.files.store "folder") -}}
metadata:
  {{- include "estiva.podMetadata" (list $root .component $values) | nindent 2 }}
spec:
  serviceAccountName: {{ include "estiva.serviceAccountName" (list $root .component $values) }}
  {{- include "estiva.everyPod" (list $root $values) | nindent 2 }}
  terminationGracePeriodSeconds: {{ .grace | default 30 }}
  topologySpreadConstraints:
    {{- if $values.topologySpreadConstraints }}
    {{- toYaml $values.topologySpreadConstraints | nindent 4 }}
    {{- else }}
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "estiva.selector" (list $root $.component) | nindent 10 }}
      matchLabelKeys: [pod-template-hash]
    {{- end }}
    {{- end }}
  containers:
    - name: {{ .component }}
      image: {{ include "estiva.image" (list $root $values) }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      securityContext:
        {{- include "estiva.containerSecurity" . | nindent 8 }}
      env:
        {{- include "estiva.commonEnv" (list $root $values (.java | default "")) | nindent 8 }}
        - name: ESTIVA_MIGRATE
          value: never
        {{- if .files }}
        {{- include "estiva.filesEnv" $root | trim | nindent 8 }}
        {{- end }}
        {{- with .env | trim }}
        {{- . | nindent 8 }}
        {{- end }}
        {{- with $values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        {{- with .port }}
        - name: http
          containerPort: {{ . }}
        {{- end }}
        - name: management
          containerPort: {{ .management }}
      startupProbe:
        {{- include "estiva.probe" "started" | nindent 8 }}
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        {{- include "estiva.probe" "live" | nindent 8 }}
        periodSeconds: 10
        failureThreshold: 3
      # Asks the database: without it nothing is ready, but nothing is restarted either.
      readinessProbe:
        {{- include "estiva.probe" "ready" | nindent 8 }}
        periodSeconds: 5
        failureThreshold: 2
      {{- with .lifecycle }}
      lifecycle:
        {{- . | nindent 8 }}
      {{- end }}
      resources:
        {{- toYaml $values.resources | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- if $mountsFiles }}
        - name: files
          mountPath: /files
          {{- if eq .files "read" }}
          readOnly: true
          {{- end }}
          {{- with $root.Values.files.subPath }}
          subPath: {{ . }}
          {{- end }}
        {{- end }}
        {{- if .kubernetes }}
        - name: kubernetes
          mountPath: /kubernetes
          readOnly: true
        {{- end }}
        {{- if .tls }}
        - name: tls
          mountPath: /tls
          readOnly: true
        {{- end }}
        {{- with $values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    {{- if $mountsFiles }}
    - name: files
      persistentVolumeClaim:
        claimName: {{ include "estiva.filesClaim" $root }}
    {{- end }}
    {{- if .kubernetes }}
    # Instead of automountServiceAccountToken: for this container only, and with what tells the pod from others.
    - name: kubernetes
      projected:
        sources:
          - serviceAccountToken:
              path: token
          - configMap:
              name: kube-root-ca.crt
              items:
                - {key: ca.crt, path: ca.crt}
          - downwardAPI:
              items:
                - path: namespace
                  fieldRef: {fieldPath: metadata.namespace}
                - path: name
                  fieldRef: {fieldPath: metadata.name}
    {{- end }}
    {{- with .tls }}
    - name: tls
      secret:
        secretName: {{ . }}
    {{- end }}
    {{- with $values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

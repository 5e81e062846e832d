{{/* Where the database is and how to log in. Takes (list $ <the secret of the service's own>). */}}
{{- define "estiva.databaseEnv" -}}
{{- $root := first . -}}
{{- $database := $root.Values.database -}}
{{- $secret := required "database.existingSecret (or the service's own existingSecret) must name the secret with the login"
  (default $database.existingSecret (last .)) -}}
- name: QUARKUS_DATASOURCE_JDBC_URL
  {{- if $database.url }}
  value: {{ $database.url | quote }}
  {{- else }}
  {{- $host := required "database.host or database.url must say where the control database is" $database.host }}
  value: {{ printf "jdbc:sqlserver://%s:%d;databaseName=%s%s" $host (int $database.port) $database.name
    (empty $database.properties | ternary "" (print ";" $database.properties)) | quote }}
  {{- end }}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ $database.userKey }}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ $database.passwordKey }}
{{- end -}}

{{/* Takes (list $ <the values of the service> <options of the JVM that the service needs>). */}}
{{- define "estiva.commonEnv" -}}
{{- $root := first . -}}
{{- $values := index . 1 -}}
{{- include "estiva.databaseEnv" (list $root $values.existingSecret) }}
{{- with printf "%s %s" (index . 2) $values.javaOptions | trim }}
- name: JDK_JAVA_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* Where files lie, for registries and workers. */}}
{{- define "estiva.filesEnv" -}}
{{- with .Values.files }}
{{- if eq .store "s3" }}
- name: ESTIVA_FILES_STORE
  value: s3
{{- range $key := list "bucket" "prefix" "endpoint" "region" }}
{{- with index $.Values.files.s3 $key }}
- name: ESTIVA_FILES_S3_{{ upper $key }}
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- with .s3.existingSecret }}
{{- range list "AWS_ACCESS_KEY_ID" "AWS_SECRET_ACCESS_KEY" }}
- name: {{ . }}
  valueFrom:
    secretKeyRef:
      name: {{ $.Values.files.s3.existingSecret }}
      key: {{ . }}
{{- end }}
{{- end }}
{{- else if eq .store "azure" }}
- name: ESTIVA_FILES_STORE
  value: azure
{{- range $key := list "container" "prefix" "account" "endpoint" }}
{{- with index $.Values.files.azure $key }}
- name: ESTIVA_FILES_AZURE_{{ upper $key }}
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- /* The service says which is missing; only one of them ever is there. */}}
{{- range list "CONNECTION_STRING" "KEY" "SAS_TOKEN" }}
- name: ESTIVA_FILES_AZURE_{{ . }}
  valueFrom:
    secretKeyRef:
      name: {{ $.Values.files.azure.existingSecret }}
      key: {{ . }}
      optional: true
{{- end }}
{{- else }}
- name: ESTIVA_FILES_ROOT
  value: /files
{{- end }}
{{- end }}
{{- end -}}

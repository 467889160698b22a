{{/* mosquitto.conf, as docs/mosquitto.md explains it. */}}
{{- define "mosquitto.configuration" -}}
per_listener_settings true
pid_file /run/mosquitto/mosquitto.pid
persistence true
persistence_location /var/lib/mosquitto/
log_dest stdout
log_timestamp_format %Y-%m-%dT%H:%M:%S
log_type error
log_type warning
log_type notice
connection_messages false
{{- with .Values.broker.extraConfiguration }}
{{ . | trim }}
{{- end }}

# Devices: the certificate's common name is user and client id, whatever the device asks for.
listener 8883
cafile /var/lib/hallmark/mosquitto/ca.pem
crlfile /var/lib/hallmark/mosquitto/crl.pem
certfile /etc/hallmark/tls/tls.crt
keyfile /etc/hallmark/tls/tls.key
require_certificate true
use_identity_as_username true
use_username_as_clientid true
acl_file /var/lib/hallmark/mosquitto/acl

# The agent, which takes over the session of a revoked device and so cuts it.
listener 18884 127.0.0.1
cafile /etc/hallmark/control/ca.crt
certfile /etc/hallmark/control/tls.crt
keyfile /etc/hallmark/control/tls.key
require_certificate true
use_identity_as_username true
acl_file /etc/mosquitto/control.acl
{{- end -}}

{{/* The agent reads and writes nothing: it only takes over sessions. */}}
{{- define "mosquitto.controlAccess" -}}
# Nobody may read or write by the control listener.
{{- end -}}

package dev.hallmark.helm;

import java.util.List;
import java.util.stream.Stream;

/** Values that tests render with. */
final class Profiles {

    /** With Vault, a trial, and all that can be added to an installation on existing systems. */
    static final String EVERYTHING =
            """
            global:
              platformTenant: default
              image: {pullSecrets: [registry]}
              keys: {vault: {caSecret: vault-ca, kubernetes: {audience: vault}, namespace: team}}
              oidc: {caSecret: oidc-ca, audience: api, rolesClaim: roles}
              postgresql: {parameters: application_name=hallmark}
              networkPolicy:
                dns: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]
                kafka: {to: [{ipBlock: {cidr: 10.0.0.0/8}}]}
            strimzi: {topics: {enabled: true}, users: {enabled: true}, cluster: {enabled: true, storageClass: fast, version: 4.1.1}}
            cloudnativepg: {enabled: true, storageClass: fast, parameters: {max_connections: "400"}, spec: {enableSuperuserAccess: true}}
            vaultBootstrap: {enabled: true, tokenSecret: vault-admin}
            tests: {trial: {enabled: true, tokenSecret: trial, policy: mosquitto, tenant: default, caSecret: server-ca}}
            podMonitor: {enabled: true, labels: {release: prometheus}}
            prometheusRule: {enabled: true, labels: {release: prometheus}, runbookBaseUrl: "https://docs.example.com/runbooks"}
            dashboards: {enabled: true, annotations: {grafana_folder: Hallmark}}
            policy-service: {brokerCaSecret: broker-ca}
            registry-service:
              settings: {hallmark.registry.manifest: required}
              extraEnv: [{name: HALLMARK_REGISTRY_MANIFEST, value: required}]
              extraVolumes: [{name: spool, emptyDir: {}}]
              extraVolumeMounts: [{name: spool, mountPath: /spool}]
              extraEgress: [{ports: [{port: 9999}]}]
              podAnnotations: {a: b}
              podLabels: {c: d}
              nodeSelector: {e: f}
              tolerations: [{key: g, operator: Exists}]
              affinity: {podAntiAffinity: {}}
              service: {annotations: {h: i}}
              serviceAccount: {annotations: {j: k}}
            console:
              exposure: {type: ingress, ingress: {className: nginx, annotations: {l: m}}}
              oidc: {trustStoreSecret: trust-store}
            device-gateway:
              exposure: {type: tlsRoute, tlsRoute: {parentRefs: [{name: devices}]}, proxyProtocol: [10.0.0.0/8]}
              pki: {type: httpRoute, hostname: pki.example.com, httpRoute: {parentRefs: [{name: public}]}}
            """;

    static final String OTHER_ROUTES =
            """
            console: {exposure: {type: httpRoute, httpRoute: {parentRefs: [{name: public}]}}}
            device-gateway:
              exposure: {type: ingress}
              pki: {type: ingress, hostname: pki.example.com, ingress: {className: nginx}}
            mosquitto: {service: {type: NodePort, nodePort: 30883}, persistence: {enabled: false}}
            """;

    static final String OTHER_CREDENTIALS =
            """
            global:
              kafka: {security: scram}
              postgresql: {sslMode: require}
              keys: {vault: {authentication: appRole}}
            ca-service: {keys: {existingSecret: ca-vault}}
            audit-service: {keys: {existingSecret: audit-vault}}
            strimzi: {users: {enabled: true}, cluster: {enabled: true}}
            """;

    static final String HSM =
            """
            global:
              kafka: {security: none}
              postgresql: {sslMode: disable}
              keys: {provider: pkcs11, pkcs11: {library: /hsm/module.so}}
            ca-service:
              keys: {existingSecret: ca-hsm}
              extraInitContainers:
                - name: module
                  image: registry.example.com/hsm:1
                  securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
                  resources: {limits: {memory: 64Mi}}
                  volumeMounts: [{name: module, mountPath: /hsm}]
              extraVolumes: [{name: module, emptyDir: {}}]
              extraVolumeMounts: [{name: module, mountPath: /hsm, readOnly: true}]
            audit-service: {keys: {existingSecret: audit-hsm}}
            strimzi: {cluster: {enabled: true}}
            """;

    private Profiles() {}

    /** All together they render every branch of the charts. */
    static Stream<List<String>> all() {
        var twenty = Charts.twentyLines();
        return Stream.of(
                List.of(twenty),
                List.of(Charts.small()),
                List.of(Charts.profile("production"), twenty),
                List.of(twenty, EVERYTHING),
                List.of(twenty, OTHER_ROUTES),
                List.of(twenty, OTHER_CREDENTIALS),
                List.of(twenty, HSM));
    }

    static Stream<Manifests> rendered() {
        return all().map(values -> Charts.render(values.toArray(String[]::new)));
    }
}

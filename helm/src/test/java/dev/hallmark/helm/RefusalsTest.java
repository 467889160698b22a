package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot work is refused before anything is installed, in words that name the value. */
class RefusalsTest {

    static Stream<Arguments> missing() {
        return Stream.of(
                refused("global: {kafka: {bootstrapServers: ''}}", "global.kafka.bootstrapServers is missing"),
                refused("global: {postgresql: {host: ''}}", "global.postgresql.host is missing"),
                refused("global: {postgresql: {caSecret: ''}}", "global.postgresql.caSecret is missing: verify-full"),
                refused("global: {oidc: {issuer: ''}}", "global.oidc.issuer is missing"),
                refused("global: {keys: {vault: {url: ''}}}", "global.keys.vault.url is missing"),
                refused(
                        "global: {certManager: {issuerRef: {name: ''}}}",
                        ".tls.existingSecret is missing: name a secret with tls.crt and tls.key"),
                refused(
                        "global: {secrets: {connections: {ca: ''}}}",
                        "global.secrets.connections.ca is missing: name a secret that exists"),
                refused(
                        "registry-service: {database: {existingSecret: ''}}",
                        "registry-service.database.existingSecret is missing: name a secret that exists"),
                refused(
                        "audit-service: {database: {ownerSecret: ''}}",
                        "audit-service.database.ownerSecret is missing"),
                refused("ca-service: {publicUrl: ''}", "ca-service.publicUrl is missing"),
                refused("console: {publicUrl: ''}", "console.publicUrl is missing"),
                refused("console: {oidc: {existingSecret: ''}}", "console.oidc.existingSecret is missing"),
                refused("console: {session: {existingSecret: ''}}", "console.session.existingSecret is missing"),
                refused("device-gateway: {hostname: ''}", "device-gateway.hostname is missing"),
                refused("mosquitto: {hostname: ''}", "mosquitto.hostname is missing"),
                refused("mosquitto: {control: {certManager: false}}", "mosquitto.control.brokerSecret is missing"),
                refused(
                        "device-gateway: {exposure: {type: tlsRoute}}",
                        "device-gateway.exposure.tlsRoute.parentRefs is missing"),
                refused("device-gateway: {pki: {type: ingress}}", "device-gateway.pki.hostname is missing"),
                refused(
                        "device-gateway: {pki: {type: httpRoute, hostname: pki.example.com}}",
                        "device-gateway.pki.httpRoute.parentRefs is missing"),
                refused("console: {exposure: {type: httpRoute}}", "console.exposure.httpRoute.parentRefs is missing"),
                refused("global: {keys: {provider: pkcs11}}", "global.keys.pkcs11.library is missing"),
                refused(
                        "global: {keys: {vault: {authentication: token}}}",
                        "-service.keys.existingSecret is missing: name the secret"),
                refused("vaultBootstrap: {enabled: true}", "vaultBootstrap.tokenSecret is missing"),
                refused("tests: {trial: {enabled: true}}", "tests.trial.tokenSecret is missing"),
                refused("tests: {trial: {enabled: true, tokenSecret: trial}}", "tests.trial.caSecret is missing"),
                refused(
                        "tests: {trial: {enabled: true, tokenSecret: trial, caSecret: ca}}",
                        "tests.trial.policy is missing"));
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                refused(
                        "global: {keys: {provider: keystore}}",
                        "set global.keys.acceptKeystoreKeys=true if that is what you want"),
                refused(
                        "global: {keys: {provider: keystore, acceptKeystoreKeys: true}}",
                        "ca-service.replicas must be 1 with global.keys.provider=keystore"),
                refused(
                        """
                        global: {keys: {provider: keystore, acceptKeystoreKeys: true}}
                        ca-service: {replicas: 1, autoscaling: {enabled: true}}
                        """,
                        "ca-service.autoscaling.enabled must be false"),
                refused(
                        "global: {keys: {provider: pkcs11}}\nvaultBootstrap: {enabled: true, tokenSecret: vault}",
                        "is missing",
                        "vaultBootstrap.enabled needs global.keys.provider=vault"),
                refused(
                        "global: {kafka: {security: none}}\nstrimzi: {users: {enabled: true}}",
                        "strimzi.users.enabled needs global.kafka.security=tls or scram"),
                refused(
                        "strimzi: {topics: {enabled: true, replicas: 1}}",
                        "strimzi.topics.minInsyncReplicas is larger than strimzi.topics.replicas"),
                refused(
                        "registry-service: {autoscaling: {enabled: true, min: 9}}",
                        "registry-service.autoscaling.min is larger than registry-service.autoscaling.max"),
                refused(
                        "registry-service: {podDisruptionBudget: {enabled: true, minAvailable: 1}}",
                        "registry-service.podDisruptionBudget needs either minAvailable or maxUnavailable"),
                refused(
                        "registry-service: {settings: {quarkus.datasource.password: x}}",
                        "registry-service.settings must not hold quarkus.datasource.password"),
                refused(
                        """
                        console: {enabled: false}
                        tests: {trial: {enabled: true, tokenSecret: trial, policy: mosquitto, caSecret: ca}}
                        """,
                        "tests.trial.enabled needs console.enabled"));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                refused("global: {kafka: {security: plain}}", "must be one of 'tls', 'scram', 'none'"),
                refused("global: {keys: {provider: file}}", "must be one of 'vault', 'pkcs11', 'keystore'"),
                refused("global: {tenants: []}", "/global/tenants"),
                refused("global: {tenants: [Not A Tenant]}", "/global/tenants/0"),
                refused("global: {kafak: {}}", "'kafak' not allowed"),
                refused("registry: {}", "'registry' not allowed"),
                refused("registry-service: {replicas: 0}", "/replicas"),
                refused("registry-service: {replica: 1}", "'replica' not allowed"),
                refused("registry-service: {image: {digest: latest}}", "/image/digest"),
                refused("registry-service: {settings: {a.b: \"two\\nlines\"}}", "/settings/a.b"),
                refused("device-gateway: {exposure: {type: proxy}}", "/exposure/type"),
                refused("console: {publicUrl: \"http://hallmark.example.com\"}", "/publicUrl"),
                refused("podMonitor: {enabled: sometimes}", "/podMonitor/enabled"));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void aMissingValueIsNamed(String values, String[] sentence) {
        requireRefused(values, sentence);
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatCannotWorkTogetherIsNamed(String values, String[] sentence) {
        requireRefused(values, sentence);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void theSchemaRefusesWrongValues(String values, String[] sentence) {
        requireRefused(values, sentence);
    }

    private static void requireRefused(String values, String[] sentences) {
        assertThatThrownBy(() -> Charts.render(Charts.twentyLines(), values))
                .message()
                .containsAnyOf(sentences);
    }

    /** Where two refusals apply, Helm reports the one that it meets first. */
    private static Arguments refused(String values, String... sentences) {
        return Arguments.of(values, sentences);
    }
}

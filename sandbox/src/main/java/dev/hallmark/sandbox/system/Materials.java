package dev.hallmark.sandbox.system;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.Secrets;
import dev.hallmark.sandbox.pki.SandboxAuthority;
import dev.hallmark.sandbox.port.PortPlan;
import dev.hallmark.sandbox.token.OperatorKey;
import dev.hallmark.sandbox.token.OperatorUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;

/**
 * What the processes need before they start: ports, secrets, keys and certificates.
 *
 * @param keys where the services keep their keys
 * @param issuer the provider that people sign in with, where it is not the sandbox itself
 */
record Materials(
        Home home,
        PortPlan ports,
        Secrets secrets,
        OperatorKey operatorKey,
        Path users,
        KeyRingKind keys,
        Optional<String> issuer) {
    static final String SERVER_AUTHORITY = "server-ca";
    static final String CONTROL_AUTHORITY = "control-ca";

    /** Makes what is missing; what is there stays as it is. */
    static Materials prepare(Home home, Plan plan, Clock clock) throws IOException, GeneralSecurityException {
        var servers = SandboxAuthority.open(home.pki(), SERVER_AUTHORITY, clock);
        servers.ensureServer("gateway");
        servers.ensureServer("mosquitto");
        // An authority of its own: with the devices' authority one device could cut another's session.
        var control = SandboxAuthority.open(home.pki(), CONTROL_AUTHORITY, clock);
        control.ensureClient("mosquitto-agent");
        control.ensureClient("backend");
        var issuer = plan.keycloak() ? Optional.of(Addresses.issuer(plan.ports())) : Optional.<String>empty();
        var keys = KeyRingKind.of(home, plan.keys());
        return new Materials(
                home, plan.ports(), Secrets.of(home), OperatorKey.of(home), OperatorUsers.of(home), keys, issuer);
    }

    /** The same for a process that has ports of its own. */
    Materials with(PortPlan others) {
        return new Materials(home, others, secrets, operatorKey, users, keys, issuer);
    }

    String pki(String file) {
        return home.pki().resolve(file).toString();
    }

    String secret(String name) throws IOException {
        return secrets.named(name);
    }
}

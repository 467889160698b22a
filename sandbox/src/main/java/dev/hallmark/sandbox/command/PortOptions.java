package dev.hallmark.sandbox.command;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.port.LoopbackPorts;
import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.port.PortPlan;
import dev.hallmark.sandbox.system.KeyRingKind;
import dev.hallmark.sandbox.system.Plan;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** The options of a command that may start the sandbox. */
public final class PortOptions {
    private static final int LARGEST = 65_535;

    @CommandLine.Option(names = "--free-ports", description = "listen on ports that nobody uses")
    private boolean freePorts;

    @CommandLine.Option(
            names = "--port",
            paramLabel = "<name>=<n>",
            description = "listen elsewhere, also written --port.<name>=<n>; see docs/sandbox.md for the names")
    private Map<String, Integer> chosen = Map.of();

    @CommandLine.Option(
            names = "--replicas",
            paramLabel = "<n>",
            defaultValue = "${env:HALLMARK_REPLICAS:-1}",
            description = "processes of each service, 1 to 4, default: 1")
    private int replicas = 1;

    @CommandLine.Option(
            names = "--keys",
            paramLabel = "keystore|pkcs11|vault",
            defaultValue = "${env:HALLMARK_KEYS:-}",
            description = "where the services keep their keys: a file, a token of SoftHSM, or the Vault that VAULT_ADDR"
                    + " and VAULT_TOKEN name")
    private String keys = "";

    Plan plan(Home home) throws IOException {
        return plan(home, false);
    }

    Plan plan(Home home, boolean keycloak) throws IOException {
        var chosenHere = parse();
        var ports = freePorts ? LoopbackPorts.free(home, chosenHere) : PortPlan.of(System.getenv(), chosenHere);
        return new Plan(
                ports,
                replicas,
                Optional.of(keys).filter(kind -> !kind.isBlank()).map(KeyRingKind::named),
                keycloak);
    }

    private static int inRange(String name, int number) {
        if (number < 1 || number > LARGEST) {
            throw new IllegalArgumentException("--port." + name + " is a number from 1 to 65535, not " + number);
        }
        return number;
    }

    private Map<Port, Integer> parse() {
        var ports = new HashMap<Port, Integer>();
        chosen.forEach((name, number) -> ports.put(Port.named(name), inRange(name, number)));
        return ports;
    }
}

package dev.hallmark.device.cli;

import dev.hallmark.device.fleet.Fleet;
import dev.hallmark.device.fleet.FleetSettings;
import dev.hallmark.device.fleet.RootOfTrustKind;
import dev.hallmark.device.identity.IdentityAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "make",
        mixinStandardHelpOptions = true,
        description = "Make devices with their own keys, and the files that register and import them.")
final class MakeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--count", required = true, converter = AtLeastOne.class, description = "How many devices to make.")
    private int count;

    @Option(
            names = "--fleet",
            defaultValue = Defaults.FLEET,
            description = "The fleet's directory; created if missing (default: ${DEFAULT-VALUE}).")
    private Path fleet;

    @Option(
            names = "--gateway",
            defaultValue = "https://localhost:8443",
            description = "The gateway's URL (default: ${DEFAULT-VALUE}).")
    private URI gateway;

    @Option(
            names = "--server-ca",
            defaultValue = Defaults.SERVER_AUTHORITY,
            description =
                    "PEM file with the authority of the gateway's server certificate (default: ${DEFAULT-VALUE}).")
    private Path serverAuthorities;

    @Option(names = "--tenant", defaultValue = "default", description = "Their tenant (default: ${DEFAULT-VALUE}).")
    private String tenant;

    @Option(
            names = "--root-of-trust",
            description = "Where their keys are: qdid, a simulated chip; software, files"
                    + " (default: qdid, or software for algorithms that a chip does not support).")
    private RootOfTrustKind rootOfTrust;

    @Option(
            names = "--algorithm",
            defaultValue = "ES256",
            converter = AlgorithmName.class,
            description =
                    "Algorithm of their identity keys: ES256, ES384, EdDSA, PS256, RS256, ML-DSA-44, ML-DSA-65, or,"
                            + " for keys that cannot sign, X25519, ECDH-P256, ML-KEM-512, ML-KEM-768, ML-KEM-1024"
                            + " (default: ${DEFAULT-VALUE}).")
    private IdentityAlgorithm algorithm;

    @Option(names = "--quiet", description = "Do not print the ids.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        var settings = new FleetSettings(gateway, tenant, Files.readString(serverAuthorities));
        var made = Fleet.create(fleet, settings, count, rootOfTrust(), algorithm);
        var out = spec.commandLine().getOut();
        if (!quiet) {
            made.ids().subList(made.ids().size() - count, made.ids().size()).forEach(out::println);
        }
        spec.commandLine()
                .getErr()
                .printf(
                        "%s; register them with registrations.csv, import devices.json into a batch%n",
                        outcome(made.directory(), made.devices().size() - count));
        return 0;
    }

    private String outcome(Path directory, int before) {
        return before == 0
                ? "%d devices in %s".formatted(count, directory)
                : "added %d to the %d devices in %s".formatted(count, before, directory);
    }

    private RootOfTrustKind rootOfTrust() {
        if (rootOfTrust != null) {
            return rootOfTrust;
        }
        return RootOfTrustKind.QDID.has(algorithm) ? RootOfTrustKind.QDID : RootOfTrustKind.SOFTWARE;
    }
}

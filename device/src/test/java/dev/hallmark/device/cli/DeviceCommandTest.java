package dev.hallmark.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.device.chip.ChipFiles;
import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.device.peer.FakeGateway;
import dev.hallmark.device.peer.Fault;
import dev.hallmark.device.peer.TestAuthority;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceCommandTest {

    @TempDir
    private Path directory;

    private TestAuthority authority;
    private FakeGateway gateway;

    @BeforeEach
    void start() throws Exception {
        authority = new TestAuthority("server");
        gateway = new FakeGateway(authority);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void theCommandsMakeAndOnboard() throws Exception {
        var authorities = Files.writeString(directory.resolve("ca.pem"), TestAuthority.pem(authority.certificate()));
        var fleet = directory.resolve("fleet").toString();

        var made =
                run("make", "--count=2", "--fleet", fleet, "--gateway", gateway.url(), "--server-ca", "" + authorities);
        var onboarded = run("onboard", "--fleet", fleet, "--evidence", "transcript");

        assertThat(made).startsWith("0\n").containsPattern("(?m)^[0-9a-f]{64}$");
        assertThat(onboarded)
                .startsWith("0\n")
                .contains("2 of 2 devices onboarded")
                .contains("certificate");
        assertThat(run("renew", "--fleet", fleet))
                .startsWith("0\n")
                .contains("0 of 2 devices renewed by certificate, 0 by attesting again, 2 not due yet");
        assertThat(run("renew", "--fleet", fleet, "--force"))
                .startsWith("0\n")
                .contains("2 of 2 devices renewed by certificate, 0 by attesting again, 0 not due yet");
        gateway.services().forgetCertificates();
        assertThat(run("renew", "--fleet", fleet, "--force", "--evidence", "transcript"))
                .startsWith("0\n")
                .contains("0 of 2 devices renewed by certificate, 2 by attesting again");
        assertThat(run("onboard", "--fleet", directory.resolve("none").toString()))
                .startsWith("1\n")
                .contains("There is no fleet in");
    }

    @Test
    void devicesThatAreAddedToAFleetAreSaidToBe() throws Exception {
        var authorities = Files.writeString(directory.resolve("ca.pem"), TestAuthority.pem(authority.certificate()));
        var fleet = directory.resolve("fleet");
        var make = List.of("make", "--quiet", "--fleet", "" + fleet, "--server-ca", "" + authorities);

        assertThat(run(make, "--count=2")).contains("2 devices in " + fleet).doesNotContain("added");
        assertThat(run(make, "--count=1")).contains("added 1 to the 2 devices in " + fleet + ";");
    }

    @Test
    void devicesThatAreRefusedAgainAndAgainAreExplainedOnceAndWithoutControlCodes() throws Exception {
        var authorities = Files.writeString(directory.resolve("ca.pem"), TestAuthority.pem(authority.certificate()));
        var fleet = directory.resolve("fleet").toString();
        assertThat(run(
                        "make",
                        "--count=2",
                        "--fleet",
                        fleet,
                        "--gateway",
                        gateway.url(),
                        "--server-ca",
                        "" + authorities))
                .startsWith("0\n");
        gateway.fail("/challenges", Collections.nCopies(12, Fault.NOT_FOUND).toArray(Fault[]::new));

        var onboarded = run("onboard", "--fleet", fleet);

        assertThat(onboarded)
                .startsWith("0\n")
                .containsOnlyOnce("not registered")
                .contains("registrations.csv", "devices.json", "2 of 2 devices onboarded")
                .doesNotContain("\u001b", "\r");
    }

    @Test
    void devicesThatAreRefusedOnceAreNot() throws Exception {
        var authorities = Files.writeString(directory.resolve("ca.pem"), TestAuthority.pem(authority.certificate()));
        var fleet = directory.resolve("fleet").toString();
        assertThat(run(
                        "make",
                        "--count=1",
                        "--fleet",
                        fleet,
                        "--gateway",
                        gateway.url(),
                        "--server-ca",
                        "" + authorities))
                .startsWith("0\n");
        gateway.fail("/challenges", Fault.NOT_FOUND);

        assertThat(run("onboard", "--fleet", fleet)).startsWith("0\n").doesNotContain("not registered");
    }

    @Test
    void theUsageIsTheCommandAsItIsTyped() {
        assertThat(run("make", "--help")).contains("Usage: ./hallmark device make ");
    }

    @Test
    void devicesMayHaveKeysInFiles() throws Exception {
        var authorities = Files.writeString(directory.resolve("ca.pem"), TestAuthority.pem(authority.certificate()));
        var fleet = directory.resolve("fleet");

        var made = run(
                "make",
                "--count=1",
                "--root-of-trust=software",
                "--fleet",
                "" + fleet,
                "--server-ca",
                "" + authorities);

        assertThat(made).startsWith("0\n");
        assertThat(Files.readString(fleet.resolve("registrations.csv"))).contains(",software,");
        assertThat(run("make", "--count=1", "--root-of-trust=tea"))
                .startsWith("2\n")
                .contains("qdid");
    }

    @Test
    void identityKeysMayBeOfOtherAlgorithms() throws Exception {
        var authorities = Files.writeString(directory.resolve("ca.pem"), TestAuthority.pem(authority.certificate()));
        var fleet = directory.resolve("fleet");
        var make = List.of("make", "--count=1", "--fleet", "" + fleet, "--server-ca", "" + authorities);

        assertThat(run(make, "--algorithm=ml-kem-768")).startsWith("0\n");
        assertThat(Files.readAllLines(fleet.resolve("registrations.csv")))
                .hasSize(2)
                .first()
                .isEqualTo("deviceId,rootOfTrust,serial,model");
        assertThat(run(make, "--algorithm=ecdh-p256")).startsWith("0\n");
        assertThat(run(make)).startsWith("0\n");
        assertThat(Files.readAllLines(fleet.resolve("registrations.csv")))
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo("deviceId,rootOfTrust,serial,model,algorithm"),
                        row -> assertThat(row).endsWith(",software,SIM-000001,hallmark-simulator,"),
                        row -> assertThat(row).endsWith(",software,SIM-000002,hallmark-simulator,ECDH-P256"),
                        row -> assertThat(row).endsWith(",qdid,SIM-000003,hallmark-simulator,"));
        assertThat(Files.readString(fleet.resolve("registrations.json")))
                .containsOnlyOnce("\"algorithm\"")
                .contains("\"algorithm\":\"ECDH-P256\"");
        assertThat(run(make, "--algorithm=x25519", "--root-of-trust=qdid"))
                .startsWith("1\n")
                .contains("A simulated chip supports the algorithms [ES256, EdDSA, ML-DSA-44, ML-DSA-65]");
        assertThat(run(make, "--algorithm=tea"))
                .startsWith("2\n")
                .contains("unknown algorithm tea; accepted are", "ML-KEM-1024");
    }

    @Test
    void chipsHaveKeysOfOtherAlgorithmsToo() throws Exception {
        var authorities = Files.writeString(directory.resolve("ca.pem"), TestAuthority.pem(authority.certificate()));
        var fleet = directory.resolve("fleet");
        var make = List.of("make", "--count=1", "--fleet", "" + fleet, "--server-ca", "" + authorities);

        assertThat(run(make, "--algorithm=ml-dsa-65", "--root-of-trust=qdid")).startsWith("0\n");
        assertThat(run(make, "--algorithm=eddsa")).startsWith("0\n");

        var rows = Files.readAllLines(fleet.resolve("registrations.csv"));
        assertThat(rows).hasSize(3).last().asString().endsWith(",qdid,SIM-000002,hallmark-simulator");
        var name = "dev-" + rows.get(1).substring(0, 32);
        var chip = ChipFiles.read(fleet.resolve("devices").resolve(name));
        assertThat(chip.algorithm()).isEqualTo(IdentityAlgorithm.ML_DSA_65);
        assertThat(chip.unlock().deviceId().hex()).isEqualTo(rows.get(1).substring(0, 64));
    }

    private static String run(List<String> command, String... more) {
        return run(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void aChipIsShown() {
        var shown = run("chip", "--seed=3", "--noise=20", "--blocks=40");

        assertThat(shown)
                .startsWith("0\n")
                .containsPattern("(?m)^  [ ▀▄█]{64}$")
                .containsPattern(
                        "a chip at enrolment, and later +2[1-3]\\.\\d\\d %  +[12]\\d\\.\\d\\d %  +2\\d\\.\\d\\d %")
                .containsPattern("two chips +(49|50)\\.\\d\\d %  +4\\d\\.\\d\\d %  +5\\d\\.\\d\\d %")
                .contains("Of 40 blocks of 512 cells")
                .containsPattern("failed, and gave no key +40 +100.00 %")
                .containsPattern("gave a wrong key +0 +0.00 %");
        assertThat(run("chip", "--seed=3", "--noise=20", "--blocks=40")).isEqualTo(shown);
        assertThat(run("chip", "--seed=4", "--noise=20", "--blocks=40")).isNotEqualTo(shown);
    }

    @Test
    void aChipIsTriedOver8000BlocksByDefault() {
        assertThat(run("chip"))
                .startsWith("0\nSimulated chip 1: one reading of its 64 × 64 cells, at 25 °C and 4.0 % noise\n")
                .containsPattern("a chip at enrolment, and later +4\\.\\d\\d %")
                .contains("Of 8000 blocks of 512 cells")
                .containsPattern("reconstructed their seed +8000 +100.00 %")
                .containsPattern("failed, and gave no key +0 +0.00 %");
    }

    @Test
    void conditionsThatCannotBeAreExplained() {
        assertThat(run("chip", "--noise=50"))
                .startsWith("2\n--noise is a percentage")
                .contains("less than 50");
        assertThat(run("chip", "--temperature=-300"))
                .startsWith("2\n--temperature: a temperature is from -273.15 to 1000 °C, not -300");
    }

    private static String run(String... arguments) {
        var text = new StringWriter();
        var writer = new PrintWriter(text);
        var code = DeviceCommand.commandLine().setOut(writer).setErr(writer).execute(arguments);
        writer.flush();
        return code + "\n" + text;
    }
}

package dev.hallmark.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.testkit.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each in a JVM of its own: the engine reads the rules once. */
class TlsEnginePropertiesTest {

    private static final String PASSWORD = "password";

    @TempDir
    static Path directory;

    @BeforeAll
    static void makeAKey() throws Exception {
        assertThat(run(
                        "keytool",
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=gateway",
                        "-keystore",
                        keys(),
                        "-storepass",
                        PASSWORD))
                .doesNotContain("error");
    }

    /** Speaks TLS as client, as server, or not at all, before the rules are set. */
    static final class Jvm {
        public static void main(String... arguments) throws Exception {
            if (!arguments[0].equals("untouched")) {
                var engine = SSLContext.getDefault().createSSLEngine("a", 1);
                engine.setUseClientMode(arguments[0].equals("client"));
                engine.beginHandshake();
            }
            TlsEngineProperties.set();
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(KeyStore.getInstance(new File(arguments[1]), PASSWORD.toCharArray()), PASSWORD.toCharArray());
            TlsEngineProperties.requireEffective(keys.getKeyManagers());
            System.out.println("in force");
        }
    }

    @Test
    void theyHoldWhenTheyAreSetFirst() throws Exception {
        assertThat(jvm("untouched")).isEqualToIgnoringNewLines("in force");
    }

    /** As an agent in the same JVM would. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "server"})
    void theGatewayDoesNotStartWhenTheyAreSetTooLate(String before) throws Exception {
        assertThat(jvm(before))
                .contains(
                        "TLS was in use before the gateway could set its engine properties",
                        "jdk.tls.allowLegacyMasterSecret=false")
                .doesNotContain("in force");
    }

    /** What the message asks for. */
    @Test
    void theyHoldWhenTheJvmIsGivenThem() throws Exception {
        assertThat(jvm(
                        "client",
                        "-Djdk.tls.server.disableExtensions=server_name",
                        "-Djdk.tls.allowLegacyMasterSecret=false"))
                .isEqualToIgnoringNewLines("in force");
    }

    private static String jvm(String before, String... options) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), Jvm.class.getName(), before, keys()));
        return run("java", arguments.toArray(String[]::new));
    }

    private static String run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", program).toString()));
        command.addAll(List.of(arguments));
        return Programs.run(new ProcessBuilder(command)).output();
    }

    private static String keys() {
        return directory.resolve("keys.p12").toString();
    }
}

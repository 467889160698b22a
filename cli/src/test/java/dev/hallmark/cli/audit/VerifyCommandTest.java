package dev.hallmark.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.cli.environment.Environment;
import dev.hallmark.cli.login.Session;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.EventJson;
import dev.hallmark.events.audit.chain.ChainHash;
import dev.hallmark.events.audit.chain.PublicKeys;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import dev.hallmark.events.audit.chain.TrailEntry;
import dev.hallmark.events.audit.chain.TrailLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {

    private static final TenantId TENANT = TenantId.of("default");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path files;

    private final StringWriter output = new StringWriter();
    private String record;
    private SignedStatement checkpoint;

    @BeforeEach
    void export() throws GeneralSecurityException, IOException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var keys = generator.generateKeyPair();
        record = new TrailEntry(
                        TENANT,
                        1,
                        ChainHash.NONE,
                        NOW,
                        UUID.randomUUID(),
                        "type",
                        "/tenants/default/services/x",
                        NOW,
                        "olga",
                        "{}")
                .text();
        checkpoint = sign(keys, 1, ChainHash.of(record));
        Files.writeString(files.resolve("key.pem"), PublicKeys.pem(keys.getPublic()));
        Files.writeString(files.resolve("later.json"), EventJson.write(sign(keys, 2, ChainHash.of("later"))));
        write(TrailLine.record(record, ChainHash.of(record)), TrailLine.of(checkpoint));
    }

    @Test
    void anIntactExportEndsWith0() {
        assertThat(verify("trail.ndjson", "--key", "key.pem")).isZero();
        assertThat(output)
                .hasToString("intact: tenant default, records 1 to 1, 1 signed statements, the last of " + NOW + "\n");
    }

    @Test
    void aFaultEndsWith1AndIsNamed() throws IOException {
        write(TrailLine.record(record.replace("olga", "oleg"), ChainHash.of(record)), TrailLine.of(checkpoint));

        assertThat(verify("trail.ndjson", "--key", "key.pem")).isEqualTo(1);
        assertThat(output.toString()).startsWith("record 1 was changed (line 1)");
    }

    @Test
    void aCutTailContradictsAPublishedCheckpoint() {
        assertThat(verify("trail.ndjson", "--key", "key.pem", "--checkpoint", "later.json"))
                .isEqualTo(1);
        assertThat(output.toString()).startsWith("the tail was cut off: records 2 to 2 are missing");
    }

    @Test
    void filesThatCannotBeUsedEndWith2AndAreNamed() {
        assertThat(verify("missing", "--key", "key.pem")).isEqualTo(2);
        assertThat(verify("trail.ndjson", "--key", "trail.ndjson")).isEqualTo(2);
        assertThat(verify("trail.ndjson", "--key", "key.pem", "--checkpoint", "key.pem"))
                .isEqualTo(2);
        assertThat(verify("trail.ndjson")).isEqualTo(2);
        assertThat(output.toString())
                .contains(
                        "missing cannot be used: there is no such file",
                        "--key",
                        "BEGIN PUBLIC KEY is accepted",
                        "--checkpoint");
    }

    private static SignedStatement sign(KeyPair keys, long sequence, String hash) throws GeneralSecurityException {
        var statement = new Statement(
                Statement.Kind.CHECKPOINT,
                TENANT,
                sequence,
                ChainHash.NONE,
                null,
                sequence,
                hash,
                NOW,
                "audit-checkpoints/1");
        var signer = Signature.getInstance("NONEwithECDSA");
        signer.initSign(keys.getPrivate());
        signer.update(ChainHash.digest(statement.text()));
        return SignedStatement.of(statement, signer.sign());
    }

    private void write(TrailLine... lines) throws IOException {
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(EventJson.write(line)).append('\n');
        }
        Files.writeString(files.resolve("trail.ndjson"), text);
    }

    private int verify(String... arguments) {
        var resolved = new String[arguments.length + 1];
        resolved[0] = "verify";
        for (int i = 0; i < arguments.length; i++) {
            resolved[i + 1] = arguments[i].startsWith("--")
                    ? arguments[i]
                    : files.resolve(arguments[i]).toString();
        }
        var writer = new PrintWriter(output, true);
        return new CommandLine(new AuditCommands(new Session(Environment.ofProcess())))
                .setOut(writer)
                .setErr(writer)
                .execute(resolved);
    }
}

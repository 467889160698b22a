package dev.hallmark.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.gateway.tls.TlsFiles;
import dev.hallmark.testkit.TestAuthority;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @BeforeEach
    void write() {
        var authority = TestAuthority.root("servers");
        authority.server().write(directory, "one");
        authority.server().write(directory, "other");
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aCertificateAndItsKeyAreAccepted() throws IOException {
        assertThat(files("one", "one").read(vertx).getCertValue()).isNotNull();
    }

    @Test
    void aCertificateAndAnothersKeyAreNot() {
        assertThatThrownBy(() -> files("one", "other").read(vertx))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(InvalidKeyException.class);
    }

    private TlsFiles files(String certificate, String key) {
        return new TlsFiles(directory.resolve(certificate + ".pem"), directory.resolve(key + ".key"));
    }
}

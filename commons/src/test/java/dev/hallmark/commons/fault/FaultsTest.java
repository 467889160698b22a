package dev.hallmark.commons.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "57P01"})
    void faultsThatPostgresRecoversFromAreTemporary(String sqlState) {
        assertThat(Faults.passing(refused(sqlState))).isTrue();
        assertThat(Faults.passing(new CompletionException(refused(sqlState)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P05", "23505", "42P01", "P0001"})
    void refusalsOfPostgresAreNot(String sqlState) {
        assertThat(Faults.passing(refused(sqlState))).isFalse();
    }

    @Test
    void lostAndUnavailableConnectionsAreTemporary() {
        assertThat(Faults.passing(new IOException("connection reset"))).isTrue();
        assertThat(Faults.passing(new VertxException("connection was closed"))).isTrue();
        assertThat(Faults.passing(new TimeoutException())).isTrue();
        assertThat(Faults.passing(new NoStackTraceThrowable("Timeout"))).isTrue();
    }

    @Test
    void wrappedCausesAreFound() {
        assertThat(Faults.passing(new IllegalStateException("session", new CompletionException(refused("57P03")))))
                .isTrue();
        assertThat(Faults.passing(new UncheckedIOException(new IOException("No space left on device"))))
                .isTrue();
    }

    @Test
    void aRefusalThatCouldNotBeRolledBackIsOne() {
        var refusal = new IllegalArgumentException("There is no such certificate.");

        assertThat(Faults.passing(new CompositeException(refusal, new IOException("connection lost"))))
                .isTrue();
        assertThat(Faults.passing(new CompositeException(refusal, new NullPointerException())))
                .isFalse();
    }

    @Test
    void anExceptionOfOursSaysItself() {
        assertThat(Faults.passing(new Ring(true))).isTrue();
        assertThat(Faults.passing(new Ring(false))).isFalse();
    }

    @Test
    void unreadableJsonIsNone() {
        assertThat(Faults.passing(new IllegalStateException(new JsonParseException(null, "no JSON"))))
                .isFalse();
    }

    private static final class Ring extends RuntimeException implements InfrastructureFault {

        private static final long serialVersionUID = 1L;

        private final boolean passes;

        Ring(boolean passes) {
            super("ring", new IOException());
            this.passes = passes;
        }

        @Override
        public boolean passes() {
            return passes;
        }
    }

    @Test
    void mistakesInTheCodeOrTheEventAreNot() {
        assertThat(Faults.passing(new IllegalArgumentException("no such reason")))
                .isFalse();
        assertThat(Faults.passing(new NullPointerException())).isFalse();
    }

    private static PgException refused(String sqlState) {
        return new PgException("refused", "ERROR", sqlState, "");
    }
}

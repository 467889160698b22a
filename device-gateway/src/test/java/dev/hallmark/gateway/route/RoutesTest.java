package dev.hallmark.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private final Routes all = new Routes(EnumSet.allOf(Route.class));

    @ParameterizedTest
    @CsvSource({
        "/attestation/v1/challenges, ATTESTATION",
        "/.well-known/est/default/cacerts, EST",
        "/.well-known/est/cacerts, EST",
        "/pki/v1/issuers, PKI",
        "/connection/v1, CONNECTION",
        "/default/controller/v1/abc, UPDATES"
    })
    void everyPathHasItsRoute(String path, Route route) {
        assertThat(find(all, path)).contains(route);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/attestation",
                "/pki",
                "/Attestation/v1",
                "/attestations/v1",
                "/.well-known/est",
                "/.well-known/other/x",
                "/q/health",
                "/api/ca/v1/authorities",
                "/metrics",
                "/default/controller",
                "/api/controller/v1/x",
                "/q/controller/v1/x",
                "/cacerts/controller/v1/x",
                "/De/controller/v1/x",
                "/a%41/controller/v1/x"
            })
    void nothingElseExists(String path) {
        assertThat(find(all, path)).isEmpty();
    }

    @Test
    void whatIsNotConfiguredDoesNotExist() {
        var pki = new Routes(Set.of(Route.PKI));

        assertThat(find(pki, "/pki/v1/issuers")).contains(Route.PKI);
        assertThat(find(pki, "/attestation/v1/challenges")).isEmpty();
        assertThat(find(pki, "/default/controller/v1/abc")).isEmpty();
    }

    private static Optional<Route> find(Routes routes, String path) {
        return routes.find(RequestTarget.parse(path));
    }
}

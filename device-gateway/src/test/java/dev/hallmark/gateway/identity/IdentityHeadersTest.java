package dev.hallmark.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hallmark-Connection",
                "hallmark-connection",
                "HALLMARK-CONNECTION",
                "Hallmark_Connection",
                "Client-Cert",
                "client_cert",
                "Client-Cert-Chain",
                "Forwarded",
                "X-Forwarded-For",
                "x-forwarded-client-cert",
                "X_Forwarded_Proto",
                "X-Forwarded-Tls-Client-Cert",
                "ssl-client-cert",
                "Ssl_Client_Verify",
                "X-Real-IP",
                "Connection",
                "Transfer-Encoding",
                "Upgrade",
                "TE",
                "Trailer",
                "Keep-Alive",
                "Expect",
                "HTTP2-Settings"
            })
    void neverPassesOn(String name) {
        var headers =
                MultiMap.caseInsensitiveMultiMap().add(name, "x").add(name, "y").add("Accept", "z");

        IdentityHeaders.strip(headers);

        assertThat(headers.names()).containsExactly("Accept");
    }

    @Test
    void whatConnectionNamesIsOfOneHopToo() {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("Connection", "close, X-Private")
                .add("connection", "X-Other")
                .add("X-Private", "1")
                .add("X-Other", "2")
                .add("Accept", "3");

        IdentityHeaders.strip(headers);

        assertThat(headers.names()).containsExactly("Accept");
    }

    @Test
    void rangesOfAddresses() {
        var ranges = List.of(
                AddressRange.parse("10.1.0.0/16"), AddressRange.parse("fd00::/8"), AddressRange.parse("192.0.2.7"));

        assertThat(List.of("10.1.2.3", "fd12::1", "192.0.2.7"))
                .allMatch(address -> AddressRange.anyContains(ranges, address));
        assertThat(List.of("10.2.0.1", "fe00::1", "192.0.2.8", "::ffff:a02:1"))
                .noneMatch(address -> AddressRange.anyContains(ranges, address));
    }
}

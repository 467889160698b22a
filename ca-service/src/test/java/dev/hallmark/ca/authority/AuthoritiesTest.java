package dev.hallmark.ca.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthoritiesTest {

    /** {@code /.well-known/est/cacerts} would be both an operation and a tenant's label. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cacerts",
                "csrattrs",
                "simpleenroll",
                "simplereenroll",
                "serverkeygen",
                "fullcmc",
                "attestation",
                "connection",
                "pki",
                "api",
                "q"
            })
    void aTenantCannotBeNamedLikeAPath(String name) {
        assertThatThrownBy(() -> TestAuthorities.serving("default", name))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("hallmark.tenants names \"" + name
                        + "\": a tenant's name cannot be one of the gateway's own paths");
    }

    @Test
    void aTenantsNameIsALabel() {
        assertThatThrownBy(() -> TestAuthorities.serving("Not a label"))
                .hasMessageStartingWith("hallmark.tenants names \"Not a label\": a tenant is named by 1 to 63 of a-z");
        assertThat(TestAuthorities.serving("plant-7").serves("plant-7")).isTrue();
    }
}

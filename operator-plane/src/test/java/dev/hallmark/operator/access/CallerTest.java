package dev.hallmark.operator.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.commons.identity.TenantId;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

    record Token(Map<String, Object> claims) implements JsonWebToken {

        @Override
        public String getName() {
            return "somebody";
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The interface's signature.
        public <T> T getClaim(String name) {
            return (T) claims.get(name);
        }
    }

    @Test
    void theTokenNamesTheTenant() {
        assertThat(caller(Map.of("tenant", "other")).tenant()).isEqualTo(TenantId.of("other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Default", "a/b", "api", "default,other", "unheard-of", "default\0"})
    void aTenantThatIsNotServedIsForbidden(String name) {
        var caller = caller(Map.of("tenant", name));

        assertThatThrownBy(caller::tenant).isInstanceOf(AccessException.class);
    }

    @Test
    void aTokenWithoutATenantIsForbidden() {
        var without = caller(Map.of());
        var number = caller(Map.of("tenant", 7));

        assertThatThrownBy(without::tenant).isInstanceOf(AccessException.class);
        assertThatThrownBy(number::tenant).isInstanceOf(AccessException.class);
    }

    private static Caller caller(Map<String, Object> claims) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new Token(claims))
                .build();
        return new Caller(identity, List.of("default", "other"));
    }
}

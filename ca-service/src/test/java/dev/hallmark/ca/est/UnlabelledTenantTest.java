package dev.hallmark.ca.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.TestAuthorities;
import io.quarkus.runtime.StartupEvent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requests without a token and without a certificate. */
class UnlabelledTenantTest {

    @Test
    void theOnlyTenantNeedsNoSetting() {
        assertThat(answer(tenants(Optional.empty(), "plant"))).isEqualTo("plant");
    }

    @Test
    void aSettingNamesOneOfSeveral() {
        assertThat(answer(tenants(Optional.of("plant"), "office", "plant"))).isEqualTo("plant");
    }

    @Test
    void severalWithoutASettingAreAmbiguous() {
        var tenants = tenants(Optional.empty(), "office", "plant");

        assertThatThrownBy(() -> answer(tenants))
                .isInstanceOfSatisfying(
                        CaException.class, refusal -> assertThat(refusal.code()).isEqualTo(CaException.Code.NOT_FOUND));
    }

    @Test
    void aSettingThatNamesNoTenantFailsTheStart() {
        var tenants = tenants(Optional.of("shed"), "office", "plant");

        assertThatThrownBy(() -> tenants.start(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("hallmark.est.default-tenant is \"shed\", which is none of hallmark.tenants");
        tenants(Optional.of("plant"), "office", "plant").start(new StartupEvent());
    }

    private static UnlabelledTenant tenants(Optional<String> byDefault, String... served) {
        return new UnlabelledTenant(TestAuthorities.serving(served), null, null, () -> byDefault);
    }

    private static String answer(UnlabelledTenant tenants) {
        return tenants.of(Optional.empty(), Optional.empty())
                .await()
                .indefinitely()
                .name();
    }
}

package dev.hallmark.console.signin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxUsersTest {

    @Test
    void aProductionProfileRefusesTheFile() {
        assertThatThrownBy(() -> SandboxUsers.refuseProduction(List.of("eu", "prod")))
                .hasMessageContaining("hallmark.console.sandbox.users-file is refused in the production profile");
        assertThatCode(() -> SandboxUsers.refuseProduction(List.of("sandbox"))).doesNotThrowAnyException();
    }

    @Test
    void aLineThatIsNoUserIsRefused() {
        assertThatThrownBy(() -> SandboxUser.parse("viewer viewer default"))
                .hasMessageContaining("a line has a name, a role, a tenant and a password");
    }
}

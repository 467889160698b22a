package dev.hallmark.console.signin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SandboxUsersTest {

    @Test
    void aLineThatIsNoUserIsRefused() {
        assertThatThrownBy(() -> SandboxUser.parse("viewer viewer default"))
                .hasMessageContaining("a line has a name, a role, a tenant and a password");
    }
}

package dev.hallmark.console.signin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignInChoiceTest {

    @Test
    void thereIsExactlyOneWayToSignIn() {
        assertThatThrownBy(() -> SignInChoice.requireOne(true, true))
                .hasMessageContaining("hallmark.console.oidc.client-id")
                .hasMessageEndingWith("set only one of them");
        assertThatThrownBy(() -> SignInChoice.requireOne(false, false)).hasMessageEndingWith("set one of them");
        assertThatCode(() -> SignInChoice.requireOne(true, false)).doesNotThrowAnyException();
        assertThatCode(() -> SignInChoice.requireOne(false, true)).doesNotThrowAnyException();
    }
}

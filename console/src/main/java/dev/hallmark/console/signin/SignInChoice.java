package dev.hallmark.console.signin;

import dev.hallmark.console.session.SignIn;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one way to sign in that is configured. */
@ApplicationScoped
class SignInChoice {

    private final SandboxUsers users;
    private final ProviderSettings provider;
    private final Optional<URI> address;

    SignInChoice(
            SandboxUsers users,
            ProviderSettings provider,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<URI> address) {
        this.users = users;
        this.provider = provider;
        this.address = address;
    }

    @Produces
    @ApplicationScoped
    SignIn signIn(SandboxSignIn sandbox, ProviderSignIn atProvider) {
        return users.exist() ? sandbox : atProvider;
    }

    void requireOne(@Observes StartupEvent start) {
        requireOne(users.exist(), provider.clientId().isPresent());
        if (provider.clientId().isPresent()) {
            require(provider.clientSecret().isPresent(), "hallmark.console.oidc.client-secret");
            require(provider.publicUrl().isPresent(), "hallmark.console.oidc.public-url");
            require(address.isPresent(), "quarkus.oidc.auth-server-url");
        }
    }

    private static void require(boolean present, String setting) {
        if (!present) {
            throw new IllegalStateException(setting + " is needed by hallmark.console.oidc.client-id");
        }
    }

    static void requireOne(boolean inSandbox, boolean atProvider) {
        if (inSandbox == atProvider) {
            throw new IllegalStateException(
                    "people sign in either at an OIDC provider (hallmark.console.oidc.client-id) or, in a sandbox, by"
                            + " hallmark.console.sandbox.users-file: set "
                            + (inSandbox ? "only " : "")
                            + "one of them");
        }
    }
}

package dev.hallmark.console.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Signing in at the OIDC provider of {@code quarkus.oidc.auth-server-url}. */
@ConfigMapping(prefix = "hallmark.console.oidc")
interface ProviderSettings {

    /** The console's client at the provider. Without it people do not sign in there. */
    Optional<String> clientId();

    /** That client's secret. */
    Optional<String> clientSecret();

    /** Where browsers find the console; the provider sends them back to /sign-in/callback below it. */
    Optional<URI> publicUrl();

    /** What is asked for, separated by commas; a provider may give a refresh token for offline_access only. */
    @WithDefault("openid")
    List<String> scopes();
}

package dev.hallmark.console.api;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.ServiceAddresses;
import dev.hallmark.client.http.Tokens;
import dev.hallmark.console.session.CurrentSession;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The services' APIs for whoever is signed in: with their token, and on behalf of their address. */
@ApplicationScoped
public class Apis {

    private static final Tokens NOBODY = () -> {
        throw new IllegalStateException("nobody is signed in");
    };

    private final HallmarkClient client;
    private final CurrentSession session;
    private final CurrentVertxRequest request;

    Apis(ServiceSettings settings, CurrentSession session, CurrentVertxRequest request) {
        this.client = HallmarkClient.of(addresses(settings.services()), NOBODY);
        this.session = session;
        this.request = request;
    }

    /** For the request that is being served; its calls block. */
    public HallmarkClient ofCaller() {
        var token = session.require().credentials().token();
        var address = request.getCurrent().request().remoteAddress().hostAddress();
        return client.as(() -> token).onBehalfOf(address);
    }

    private static ServiceAddresses addresses(Map<String, URI> services) {
        return new ServiceAddresses(
                required(services, "registry"),
                required(services, "policy"),
                required(services, "ca"),
                required(services, "audit"));
    }

    private static URI required(Map<String, URI> services, String name) {
        return Optional.ofNullable(services.get(name))
                .orElseThrow(() -> new IllegalStateException("hallmark.console.services." + name + " is needed"));
    }
}

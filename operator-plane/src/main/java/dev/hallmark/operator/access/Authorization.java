package dev.hallmark.operator.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Requires the permission that an endpoint names, and a tenant that is served. */
@ApplicationScoped
class Authorization {

    private final Authentication authentication;
    private final Caller caller;
    private final Map<Method, Optional<Permission>> permissions = new ConcurrentHashMap<>();

    Authorization(Authentication authentication, Caller caller) {
        this.authentication = authentication;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    Uni<Response> authorize(ResourceInfo endpoint) {
        return permissions
                .computeIfAbsent(endpoint.getResourceMethod(), Authorization::required)
                .map(permission -> authentication.identified().invoke(() -> caller.require(permission)))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    static Optional<Permission> required(Method endpoint) {
        return Optional.ofNullable(endpoint.getAnnotation(Requires.class))
                .or(() -> Optional.ofNullable(endpoint.getDeclaringClass().getAnnotation(Requires.class)))
                .map(Requires::value);
    }
}

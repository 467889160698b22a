package dev.hallmark.commons.access;

import dev.hallmark.commons.problem.Problem;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Denies by default: an endpoint that declares no {@link AccessRule} is refused to everyone. */
class UndeclaredEndpoints {

    private static final Logger LOG = Logger.getLogger(UndeclaredEndpoints.class);
    private static final int BEFORE_AUTHENTICATION = Priorities.AUTHENTICATION - 200;

    private final Map<Method, Boolean> declared = new ConcurrentHashMap<>();

    @ServerRequestFilter(priority = BEFORE_AUTHENTICATION)
    Optional<Response> requireDeclaration(ResourceInfo endpoint) {
        var method = endpoint.getResourceMethod();
        if (declared.computeIfAbsent(method, UndeclaredEndpoints::isDeclared)) {
            return Optional.empty();
        }
        LOG.errorf("endpoint without an access rule endpoint=%s", method);
        return Optional.of(Problem.of(
                        Response.Status.FORBIDDEN.getStatusCode(),
                        "forbidden",
                        "This endpoint declares no access rule, so nobody may use it.")
                .toResponse());
    }

    private static boolean isDeclared(Method method) {
        return hasRule(method) || hasRule(method.getDeclaringClass());
    }

    private static boolean hasRule(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(AccessRule.class));
    }
}

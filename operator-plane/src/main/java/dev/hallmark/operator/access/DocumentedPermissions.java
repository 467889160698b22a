package dev.hallmark.operator.access;

import dev.hallmark.commons.problem.Problem;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in a service's OpenAPI which permission each operation needs, and which roles have it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class DocumentedPermissions implements OASFilter {

    private static final String SCHEME = "token";

    private record Endpoint(String operationId, Permission permission) {}

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var permissions = permissions();
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .filter(operation -> permissions.containsKey(operation.getOperationId()))
                .forEach(operation -> describe(operation, permissions.get(operation.getOperationId())));
    }

    private static void describe(Operation operation, Permission permission) {
        var roles = permission.roles().stream().map(Role::toString).toList();
        operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME, roles)));
        operation.addExtension("x-permission", permission.toString());
        operation.getResponses().addAPIResponse("401", problem("The token is missing or not accepted"));
        operation.getResponses().addAPIResponse("403", problem("The token's roles do not have " + permission));
    }

    private static APIResponse problem(String description) {
        var type = OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, type));
    }

    private static Map<String, Permission> permissions() {
        return Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .distinct()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(DocumentedPermissions::endpoints)
                .collect(Collectors.toMap(Endpoint::operationId, Endpoint::permission, (first, same) -> first));
    }

    /** Operations are named by class and method: {@code mp.openapi.extensions.smallrye.operationIdStrategy}. */
    private static Stream<Endpoint> endpoints(Class<?> resource) {
        return Arrays.stream(resource.getMethods()).flatMap(method -> Authorization.required(method).stream()
                .map(permission -> new Endpoint(resource.getSimpleName() + "_" + method.getName(), permission)));
    }
}

package dev.hallmark.operator.access;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an endpoint for operators does.
 *
 * @param name its method and path as OpenAPI has them, such as {@code POST /api/ca/v1/certificates/{serial}/hold}
 */
public record Operation(Permission permission, String name) {

    /** The operation of an endpoint; empty when it is not for operators. */
    public static Optional<Operation> of(Method endpoint) {
        return Authorization.required(endpoint)
                .map(permission -> new Operation(permission, verb(endpoint) + " " + path(endpoint)));
    }

    private static String verb(Method endpoint) {
        return Arrays.stream(endpoint.getAnnotations())
                .flatMap(annotation ->
                        Stream.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class)))
                .map(HttpMethod::value)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(endpoint + " has no HTTP method"));
    }

    private static String path(Method endpoint) {
        return Stream.<AnnotatedElement>of(endpoint.getDeclaringClass(), endpoint)
                .flatMap(element -> Stream.ofNullable(element.getAnnotation(Path.class)))
                .flatMap(path -> Arrays.stream(path.value().split("/", -1)))
                .filter(segment -> !segment.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
    }
}

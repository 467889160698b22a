package dev.hallmark.testkit;

import io.restassured.RestAssured;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations of a service's operator plane, from the OpenAPI document that it serves. */
public final class Operations {

    private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");

    private Operations() {}

    /** Those that do not only read, as method and path: {@code POST /api/policy/v1/policies}. */
    public static Set<String> changing() {
        Map<String, Map<String, Map<String, Object>>> paths =
                RestAssured.get("/q/openapi?format=json").jsonPath().getMap("paths");
        return paths.entrySet().stream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .flatMap(path -> path.getValue().entrySet().stream()
                        .filter(operation -> CHANGING.contains(operation.getKey()) && !reads(operation.getValue()))
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toSet());
    }

    private static boolean reads(Map<String, Object> operation) {
        return String.valueOf(operation.get("x-permission")).endsWith(":read");
    }
}

package dev.hallmark.endtoend.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation of a service, from its OpenAPI document.
 *
 * @param path with its parameters in braces
 * @param queries the names of its query parameters
 * @param body the media type of its body, empty without one
 * @param permission what it requires, empty where it is not for operators
 * @param roles that have the permission
 */
public record ApiOperation(
        String service,
        String method,
        String path,
        List<String> queries,
        String body,
        String permission,
        List<String> roles) {

    private static final List<String> SERVICES = Service.names(Service::openapi);
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Every operation of every service. */
    public static List<ApiOperation> all(Sandbox sandbox) throws IOException, InterruptedException {
        var all = new ArrayList<ApiOperation>();
        for (var service : SERVICES) {
            document(sandbox, service).path("paths").properties().forEach(path -> path.getValue().properties().stream()
                    .filter(operation -> METHODS.contains(operation.getKey()))
                    .forEach(operation ->
                            all.add(of(service, operation.getKey(), path.getKey(), operation.getValue()))));
        }
        return List.copyOf(all);
    }

    private static ApiOperation of(String service, String method, String path, JsonNode operation) {
        var queries = operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
        var bodies = operation.path("requestBody").path("content").fieldNames();
        var roles = operation
                .at("/security/0/token")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        return new ApiOperation(
                service,
                method.toUpperCase(Locale.ROOT),
                path,
                queries,
                bodies.hasNext() ? bodies.next() : "",
                operation.path("x-permission").asText(),
                roles);
    }

    /** The path with each parameter filled in by its name. */
    public String filled(UnaryOperator<String> values) {
        return PARAMETER.matcher(path).replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
    }

    /** Whether its path names one thing, which is some tenant's. */
    public boolean isOfOneThing() {
        return path.contains("{");
    }

    /** What the path says after its last slash, such as {@code revoke}. */
    String lastPart() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public boolean isForOperators() {
        return path.startsWith("/api/");
    }

    /** Whether it reads public objects, which the gateway serves over plain HTTP too. */
    boolean isPublic() {
        return path.startsWith("/pki/");
    }

    /** Whether it is what one service reads of another; the gateway does not serve it. */
    boolean isForServices() {
        return path.startsWith("/tokens/");
    }

    private static JsonNode document(Sandbox sandbox, String service) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(sandbox.address(service) + "/q/openapi"))
                    .build();
            return YAML.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

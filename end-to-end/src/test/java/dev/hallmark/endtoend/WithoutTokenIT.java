package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.ApiOperation;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request without a token to an API for operators gets 401, whatever its parameters look like. */
class WithoutTokenIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Sandbox sandbox = Sandbox.running();

    static Stream<ApiOperation> operations() throws IOException, InterruptedException {
        return ApiOperation.all(Sandbox.running()).stream().filter(ApiOperation::isForOperators);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anUnreadableRequestWithoutATokenIsUnauthorized(ApiOperation operation) throws Exception {
        var queries =
                operation.queries().stream().map(name -> name + "=%20x").collect(Collectors.joining("&", "?", ""));
        var request = HttpRequest.newBuilder(
                        URI.create(sandbox.address(operation.service()) + operation.filled(name -> "%20x") + queries))
                .header("Content-Type", "application/x-unheard-of")
                .method(operation.method(), HttpRequest.BodyPublishers.ofString("{"))
                .build();

        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("problems/unauthorized", "\"token\":\"missing\"");
    }
}

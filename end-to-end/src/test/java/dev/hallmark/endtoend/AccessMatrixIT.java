package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.ApiOperation;
import dev.hallmark.endtoend.system.OperatorRequests;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the operators' APIs, asked by each role, and by another tenant. */
class AccessMatrixIT {

    private static final List<String> ROLES = List.of("viewer", "operator", "approver", "admin", "factory", "auditor");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Sandbox SANDBOX = Sandbox.running();

    private static OperatorRequests requests;

    @BeforeAll
    static void makeWhatIsAskedFor() throws Exception {
        requests = new OperatorRequests(SANDBOX);
    }

    static Stream<ApiOperation> operations() throws IOException, InterruptedException {
        return ApiOperation.all(SANDBOX).stream().filter(ApiOperation::isForOperators);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void onlyTheRolesWithThePermissionAreServed(ApiOperation operation) throws Exception {
        assertThat(operation.permission()).isNotBlank();
        assertThat(operation.roles()).isNotEmpty().isSubsetOf(ROLES);

        for (var role : ROLES) {
            var answer = ask(operation, SANDBOX.token(role));

            if (operation.roles().contains(role)) {
                assertThat(answer.statusCode()).as(role + ": " + answer.body()).isNotIn(401, 403, 404);
            } else {
                assertThat(answer.statusCode()).as(role + ": " + answer.body()).isEqualTo(403);
                assertThat(answer.body()).contains(operation.permission());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anotherTenantFindsNothing(ApiOperation operation) throws Exception {
        var answer = ask(operation, SANDBOX.token("admin", "other"));

        if (operation.isOfOneThing()) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isNotIn(401, 403, 404);
        }
        if (operation.method().equals("GET")) {
            assertThat(requests.secrets()).noneMatch(answer.body()::contains);
        }
    }

    private static HttpResponse<String> ask(ApiOperation operation, String token) throws Exception {
        return HTTP.send(requests.to(operation, token), BodyHandlers.ofString());
    }
}

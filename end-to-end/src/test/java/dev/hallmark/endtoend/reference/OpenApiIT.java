package dev.hallmark.endtoend.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.Sandbox;
import dev.hallmark.endtoend.system.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every service describes its REST API, and the reference holds what they say. */
class OpenApiIT {

    private final Sandbox sandbox = Sandbox.running();

    static List<String> services() {
        return Service.names(Service::openapi);
    }

    @ParameterizedTest
    @MethodSource("services")
    void theReferenceIsUpToDate(String service) throws Exception {
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(sandbox.address(service) + "/q/openapi"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("title: Hallmark " + service).doesNotContain("localhost");
        assertThat(response.body()).as("patterns in ECMA-262").doesNotContainPattern("\\\\[pP]\\{");
        Reference.of("openapi/" + service + ".yaml").requireUpToDate(response.body());
    }
}

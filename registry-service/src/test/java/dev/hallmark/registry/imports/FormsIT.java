package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Each form of a file, with each ending of lines, with and without a byte order mark, in either case of letters. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class FormsIT {

    private static final String NDJSON = "application/x-ndjson";
    private static final String BAD = "beef";
    private static final int LINE_OF_BAD = 3;

    private record Form(String type, String end, boolean mark, boolean upperCase) {

        /** A good row, a bad one on line 3, and a good one whose line does not end. */
        byte[] file(String first, String last) {
            var lines =
                    switch (type) {
                        case Registry.CSV -> List.of("serial,deviceId", "A-1," + first, "A-2," + BAD, "A-3," + last);
                        case NDJSON -> List.of(quoted(first), "", quoted(BAD), "{\"id\":%s}".formatted(quoted(last)));
                        default ->
                            List.of("{\"devices\":[", quoted(first) + ",", quoted(BAD) + ",", quoted(last) + "]}");
                    };
            return ((mark ? "\uFEFF" : "") + String.join(end, lines)).getBytes(UTF_8);
        }

        private static String quoted(String text) {
            return '"' + text + '"';
        }
    }

    private static List<Form> forms() {
        var forms = new ArrayList<Form>();
        for (var type : List.of(Registry.CSV, NDJSON, Registry.JSON)) {
            for (var end : List.of("\n", "\r\n", "\r")) {
                for (var mark : List.of(true, false)) {
                    forms.add(new Form(type, end, mark, true));
                    forms.add(new Form(type, end, mark, false));
                }
            }
        }
        return forms;
    }

    @Test
    void everyFormIsAcceptedAndItsBadRowFoundByItsLine() {
        var tenant = Registry.tenant();
        var batch = Registry.batch(tenant, true);
        for (var form : forms()) {
            var ids = Registry.deviceIds(2);

            accepted(form, ids, Registry.operator(tenant), "/batches/" + batch + "/devices");

            Registry.get(tenant, "/devices/" + ids.get(1)).then().body("batch", equalTo(batch));
        }
    }

    @Test
    void everyFormRegistersToo() {
        var tenant = Registry.tenant();
        var strict = Registry.batch(tenant, false);
        for (var form : forms()) {
            var ids = Registry.deviceIds(2);

            accepted(form, ids, Registry.as(tenant, "factory"), "/registrations");

            Registry.add(tenant, strict, Registry.JSON, Registry.json(ids))
                    .then()
                    .statusCode(202)
                    .body("accepted", equalTo(2));
        }
    }

    private static void accepted(Form form, List<String> ids, RequestSpecification sender, String path) {
        var written = form.upperCase()
                ? ids.stream().map(id -> id.toUpperCase(Locale.ROOT)).toList()
                : ids;
        sender.contentType(form.type())
                .body(form.file(written.get(0), written.get(1)))
                .post(Registry.API + path)
                .then()
                .statusCode(202)
                .body("received", equalTo(3))
                .body("accepted", equalTo(2))
                .body("errors.line", equalTo(List.of(LINE_OF_BAD)));
    }
}

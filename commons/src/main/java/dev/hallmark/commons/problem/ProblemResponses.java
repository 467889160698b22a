package dev.hallmark.commons.problem;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the OpenAPI of every service that whatever is refused or fails is answered with a {@link Problem}. */
public class ProblemResponses implements OASFilter {

    private static final String NAME = "Problem";
    private static final String OTHERS = "default";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        nameLicense(document);
        if (document.getComponents() == null || document.getPaths() == null) {
            return;
        }
        document.getComponents().addSchema(NAME, schema());
        document.getComponents()
                .addResponse(
                        NAME,
                        OASFactory.createAPIResponse()
                                .description("Refused or failed (RFC 9457)")
                                .content(content()));
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ProblemResponses::complete);
    }

    /** By its SPDX identifier too, which is what it is named by. */
    private static void nameLicense(OpenAPI document) {
        if (document.getInfo() != null && document.getInfo().getLicense() != null) {
            var license = document.getInfo().getLicense();
            license.setIdentifier(license.getName());
        }
    }

    private static void complete(Operation operation) {
        var responses = operation.getResponses();
        responses.getAPIResponses().forEach((status, response) -> {
            if (isRefusal(status) && response.getContent() == null && response.getRef() == null) {
                response.setContent(content());
            }
        });
        if (!responses.hasAPIResponse(OTHERS)) {
            responses.addAPIResponse(OTHERS, reference());
        }
    }

    private static boolean isRefusal(String status) {
        return status.startsWith("4") || status.startsWith("5");
    }

    private static APIResponse reference() {
        return OASFactory.createAPIResponse().ref(NAME);
    }

    private static Content content() {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(NAME)));
    }

    private static Schema schema() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("type", text("stays the same for the same problem").format("uri"))
                .addProperty("title", text("the problem in a few words"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .description("the HTTP status"))
                .addProperty("detail", text("what to do about it, where saying so helps no attacker"))
                .addRequired("type")
                .addRequired("title")
                .addRequired("status");
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}

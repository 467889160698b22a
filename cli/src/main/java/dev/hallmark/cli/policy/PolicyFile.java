package dev.hallmark.cli.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.policy.NewPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** A policy in YAML or, which YAML contains, in JSON: the members that the API takes. */
final class PolicyFile {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "the policy, in YAML or JSON: name, target, certificate, attestation")
    private Path file;

    NewPolicy read() throws IOException, CommandFailure {
        var text = Files.readString(file);
        try {
            return policy(new YAMLMapper().readTree(text));
        } catch (UnrecognizedPropertyException e) {
            throw unusable("unknown member %s; accepted are %s"
                    .formatted(
                            e.getPropertyName(),
                            e.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        } catch (JsonProcessingException e) {
            var place = e.getLocation() == null
                    ? ""
                    : "line %d: ".formatted(e.getLocation().getLineNr());
            throw unusable(place + e.getOriginalMessage().lines().findFirst().orElse("no YAML or JSON"));
        }
    }

    private NewPolicy policy(JsonNode tree) throws IOException, CommandFailure {
        var name = tree.path("name").asText();
        if (name.isEmpty() || !tree.path("target").isObject()) {
            throw unusable("a policy has a name and a target");
        }
        return Api.json()
                .readerFor(NewPolicy.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(tree);
    }

    private CommandFailure unusable(String why) {
        return new CommandFailure(ExitCode.USAGE, file + ": " + why);
    }
}

package dev.hallmark.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Devices that onboard all the time: a job of pods like that of {@code helm test}, each of which takes some devices. */
final class Traffic {

    static final String NAME = "traffic";

    /** Devices of each pod. */
    static final int DEVICES = 20;

    private static final int AT_A_TIME = 2;

    /** More than there will ever be. */
    private static final int PODS = 10_000;

    private Traffic() {}

    /** The job, which ends at the first pod that fails. A broker is one pod and restarts, so devices do not connect to it. */
    static JsonNode job(Manifests release) {
        var trial = release.kind("Pod").getFirst();
        var job =
                Manifests.YAML.createObjectNode().put("apiVersion", "batch/v1").put("kind", "Job");
        job.putObject("metadata").put("name", NAME);
        var spec = job.putObject("spec")
                .put("completions", PODS)
                .put("parallelism", AT_A_TIME)
                .put("backoffLimit", 0);
        var template = spec.putObject("template");
        template.putObject("metadata").set("labels", trial.at("/metadata/labels"));
        var pod = template.set("spec", trial.path("spec").deepCopy());
        var container = (ObjectNode) pod.at("/spec/containers/0");
        var arguments = container.putArray("args");
        Manifests.texts(trial.at("/spec/containers/0/args")).stream()
                .filter(argument -> !argument.equals("--connect"))
                .forEach(arguments::add);
        List.of("--devices", Integer.toString(DEVICES)).forEach(arguments::add);
        return job;
    }

    /**
     * How many devices have come to their end.
     *
     * @param job as the cluster has it
     */
    static int devices(JsonNode job) {
        var failed = job.at("/status/failed").asInt();
        if (failed > 0) {
            throw new AssertionError(failed + " of the pods whose devices onboard have failed");
        }
        return job.at("/status/succeeded").asInt() * DEVICES;
    }
}

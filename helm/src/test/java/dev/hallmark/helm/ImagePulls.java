package dev.hallmark.helm;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;

/** Whether a cluster can have images: a pod with all of them is started, and does nothing. */
final class ImagePulls {

    static final String POD = "images";

    private static final Set<String> STILL = Set.of("ContainerCreating", "PodInitializing");
    private static final Set<String> FAILURES =
            Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "RegistryUnavailable");

    private final Cluster cluster;

    ImagePulls(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Returns when the cluster has all; what it cannot have is named. */
    void require(Manifests images) throws IOException {
        cluster.create(images.one("Pod", POD).toString());
        await("the cluster has the images").atMost(Cluster.PATIENCE).until(() -> has(cluster.get("pod", POD)));
        cluster.delete("pod", POD);
    }

    /**
     * Whether all containers have their images.
     *
     * @param pod as the cluster has it
     */
    static boolean has(JsonNode pod) {
        var missing = new ArrayList<String>();
        var statuses = Manifests.stream(pod.at("/status/containerStatuses")).toList();
        for (var status : statuses) {
            if (FAILURES.contains(status.at("/state/waiting/reason").asText())) {
                missing.add(status.at("/image").asText() + ": "
                        + status.at("/state/waiting/message").asText());
            }
        }
        if (!missing.isEmpty()) {
            throw new AssertionError(
                    """
                    the cluster cannot have these images; --registry and --tag say where ours are (./hallmark images \
                    --registry <prefix> --push brings them there), and --image=<name>=<image> where others are:
                    """
                            + String.join("\n", missing));
        }
        return statuses.size() == pod.at("/spec/containers").size()
                && statuses.stream()
                        .noneMatch(status -> STILL.contains(
                                status.at("/state/waiting/reason").asText()));
    }
}

package dev.hallmark.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stays of a release when it goes: what holds data, keys and what opens them. */
final class Kept {

    private Kept() {}

    /** As {@code kind/name}. */
    static Set<String> of(Manifests release) {
        return release.all().stream()
                .flatMap(manifest ->
                        Stream.concat(Stream.of(manifest).filter(Kept::isKept).map(Kept::name), claims(manifest)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static boolean isKept(JsonNode manifest) {
        return manifest.at("/metadata/annotations/helm.sh~1resource-policy")
                .asText()
                .equals("keep");
    }

    private static String name(JsonNode manifest) {
        return manifest.at("/kind").asText() + "/" + Manifests.name(manifest);
    }

    /** A StatefulSet makes its claims itself, and leaves them. */
    private static Stream<String> claims(JsonNode manifest) {
        return Manifests.stream(manifest.at("/spec/volumeClaimTemplates")).map(claim -> "PersistentVolumeClaim/%s-%s-0"
                .formatted(Manifests.name(claim), Manifests.name(manifest)));
    }
}

package dev.hallmark.policy.policy;

import dev.hallmark.commons.identity.KeyAlgorithm;
import dev.hallmark.policy.target.FieldError;
import dev.hallmark.policy.target.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules that every policy keeps, from operators or from the configuration. */
@ApplicationScoped
class PolicyRules {

    private static final List<String> ALGORITHMS =
            KeyAlgorithm.all().stream().map(KeyAlgorithm::jose).toList();

    private final Targets targets;

    PolicyRules(Targets targets) {
        this.targets = targets;
    }

    /**
     * Checks a name and a definition.
     *
     * @throws PolicyException INVALID, naming every field at fault
     */
    void check(String name, PolicyDefinition definition) {
        refuse(errors(name, definition));
    }

    /** Checks a new definition; the name stays, since batches name it. */
    void checkChange(Policy policy, String name, PolicyDefinition definition) {
        var errors = errors(name, definition);
        if (!policy.name().equals(name)) {
            errors.add(new FieldError("name", "is " + policy.name() + " and cannot be changed"));
        }
        refuse(errors);
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw PolicyException.invalid(errors);
        }
    }

    private List<FieldError> errors(String name, PolicyDefinition definition) {
        var errors = new ArrayList<FieldError>();
        // A batch names its policy by id or by name: one must never pass for the other.
        if (PolicyId.tryParse(name).isPresent()) {
            errors.add(new FieldError("name", "must not look like an id"));
        }
        errors.addAll(
                targets.check(definition.target().kind(), definition.target().settings()));
        errors.addAll(unknownAlgorithms(definition.attestation()).toList());
        return errors;
    }

    private static Stream<FieldError> unknownAlgorithms(PolicyDefinition.Attestation attestation) {
        return attestation.algorithms().stream()
                .filter(algorithm -> !ALGORITHMS.contains(algorithm))
                .map(algorithm -> new FieldError(
                        "attestation.algorithms",
                        "%s is not accepted; use one of %s".formatted(algorithm, String.join(", ", ALGORITHMS))));
    }
}

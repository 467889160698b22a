package dev.hallmark.console.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.policy.AttestationTerms;
import dev.hallmark.client.policy.CertificateTerms;
import dev.hallmark.client.policy.NewPolicy;
import dev.hallmark.client.policy.Policy;
import dev.hallmark.client.policy.PolicyPreview.FieldError;
import dev.hallmark.client.policy.Target;
import dev.hallmark.client.policy.TargetKind;
import dev.hallmark.console.frame.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as somebody types it.
 *
 * @param fields of the target's settings
 * @param algorithms separated by commas, as are the roots of trust
 * @param version of the policy that it changes; empty for a new one
 */
public record PolicyForm(
        String name,
        String kind,
        List<SettingField> fields,
        String profile,
        String algorithms,
        String rootsOfTrust,
        boolean unbound,
        String minimumTrust,
        String minimumTls,
        String version) {

    private static final String SETTING = "setting.";
    private static final String SETTINGS = "target.settings.";

    public PolicyForm {
        fields = List.copyOf(fields);
    }

    static PolicyForm empty(TargetKind target) {
        var fields = SettingField.of(target.settingsSchema(), Map.of(), Map.of());
        return new PolicyForm("", target.kind(), fields, "default", "", "", false, "software", "1.2", "");
    }

    static PolicyForm of(Policy policy, TargetKind target) {
        var values = new HashMap<String, String>();
        policy.target().settings().forEach((name, value) -> values.put(name, SettingField.typed(value)));
        var terms = policy.attestation();
        return new PolicyForm(
                policy.name(),
                target.kind(),
                SettingField.of(target.settingsSchema(), values, Map.of()),
                policy.certificate().profile(),
                String.join(", ", terms.algorithms()),
                String.join(", ", terms.rootsOfTrust()),
                terms.allowUnbound(),
                terms.minimumTrust().orElse("software"),
                terms.minimumTls().orElse("1.2"),
                Integer.toString(policy.version()));
    }

    static PolicyForm sent(Form form, TargetKind target) {
        return sent(form, target, Map.of());
    }

    private static PolicyForm sent(Form form, TargetKind target, Map<String, String> errors) {
        var values = new HashMap<String, String>();
        SettingField.of(target.settingsSchema(), Map.of(), Map.of())
                .forEach(field -> values.put(field.name(), form.text(SETTING + field.name())));
        return new PolicyForm(
                form.text("name"),
                target.kind(),
                SettingField.of(target.settingsSchema(), values, errors),
                form.text("profile"),
                form.text("algorithms"),
                form.text("rootsOfTrust"),
                "true".equals(form.text("unbound")),
                form.text("minimumTrust"),
                form.text("minimumTls"),
                form.text("version"));
    }

    /** The same with what the service objects to, each beside its field. */
    static PolicyForm refused(Form form, TargetKind target, List<FieldError> objections) {
        var errors = new HashMap<String, String>();
        objections.stream()
                .filter(error -> error.field().startsWith(SETTINGS))
                .forEach(error -> errors.put(error.field().substring(SETTINGS.length()), error.reason()));
        return sent(form, target, errors);
    }

    /** What a problem document says of fields. */
    static List<FieldError> errors(JsonNode problem) {
        var errors = new ArrayList<FieldError>();
        problem.path("errors")
                .forEach(error -> errors.add(new FieldError(
                        error.path("field").asText(), error.path("reason").asText())));
        return errors;
    }

    NewPolicy policy() {
        var settings = new HashMap<String, Object>();
        fields.forEach(field -> field.json().ifPresent(value -> settings.put(field.name(), value)));
        var terms = new AttestationTerms(
                parts(algorithms), parts(rootsOfTrust), unbound, given(minimumTrust), given(minimumTls));
        return new NewPolicy(name, new Target(kind, settings), new CertificateTerms(profile), terms);
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}

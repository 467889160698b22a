package dev.hallmark.policy.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Definitions of policies as the database keeps them. */
@ApplicationScoped
public class PolicyJson {

    private final ObjectMapper json;

    PolicyJson(ObjectMapper json) {
        this.json = json;
    }

    String write(PolicyDefinition definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy that cannot be written", e);
        }
    }

    public PolicyDefinition read(String definition) {
        try {
            return json.readValue(definition, PolicyDefinition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored policy that cannot be read", e);
        }
    }
}

package dev.hallmark.policy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.policy.policy.PolicyChange.Reach;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyChangeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void onlyWhatIsDifferentIsAChange() throws Exception {
        var changes = between(
                "{'target':{'kind':'mosquitto','settings':{'host':'a','port':8883}}}",
                "{'target':{'kind':'mosquitto','settings':{'host':'b','port':8883}}}");

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.field()).isEqualTo("target.settings.host");
            assertThat(change.from().asText()).isEqualTo("a");
            assertThat(change.to().asText()).isEqualTo("b");
        });
    }

    @Test
    void theSameIsNoChange() throws Exception {
        var definition = "{'attestation':{'algorithms':['ES256'],'allowUnbound':false}}";

        assertThat(between(definition, definition)).isEmpty();
    }

    @Test
    void whatIsNewOrGoneIsNullOnTheOtherSide() throws Exception {
        var changes = between("{'target':{'settings':{'port':1}}}", "{'target':{'settings':{'host':'a'}}}");

        assertThat(changes)
                .extracting(PolicyChange::field)
                .containsExactly("target.settings.host", "target.settings.port");
        assertThat(changes.getFirst().from().isNull()).isTrue();
        assertThat(changes.getLast().to().isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "attestation.algorithms, ATTESTATION",
        "certificate.profile, ENROLMENT",
        "target.kind, CONNECTION",
        "target.settings.host, CONNECTION"
    })
    void eachFieldReachesADeviceAtWhatItDecidesAbout(String field, Reach reach) {
        assertThat(Reach.of(field)).isEqualTo(reach);
    }

    private static List<PolicyChange> between(String from, String to) throws JsonProcessingException {
        return PolicyChange.between(JSON.readTree(from.replace('\'', '"')), JSON.readTree(to.replace('\'', '"')));
    }
}

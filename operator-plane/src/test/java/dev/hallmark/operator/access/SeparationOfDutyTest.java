package dev.hallmark.operator.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.operator.access.CallerTest.Token;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeparationOfDutyTest {

    private static final Person ANNA = new Person("https://issuer.test", "anna");
    private static final Person BEN = new Person("https://issuer.test", "ben");

    @Test
    void anotherPersonApproves() {
        assertThat(duty(token(BEN)).approver(List.of(ANNA))).isEqualTo(BEN);
        assertThat(duty(token(ANNA)).approver(List.of(new Person("https://other.test", "anna"))))
                .isEqualTo(ANNA);
    }

    @Test
    void nobodyApprovesWhatTheySubmitted() {
        var anna = duty(token(ANNA));

        assertThatThrownBy(() -> anna.approver(List.of(BEN, ANNA)))
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("another person");
    }

    /** What a program submits is its creator's; and a program approves nothing. */
    @Test
    void aMachineTokenIsItsCreatorAndApprovesNothing() {
        var machine = machine(ANNA);
        var duty = duty(machine);

        assertThat(caller(machine).person()).contains(ANNA);
        assertThatThrownBy(() -> duty.approver(List.of(BEN))).isInstanceOf(AccessException.class);
    }

    @Test
    void whoCannotBeToldApartApprovesNothing() {
        var duty = duty(new Token(Map.of("sub", "anna")));

        assertThatThrownBy(() -> duty.approver(List.of())).isInstanceOf(AccessException.class);
    }

    private static Token token(Person person) {
        return new Token(Map.of("iss", person.issuer(), "sub", person.subject()));
    }

    private static MachineToken machine(Person creator) {
        var id = UUID.randomUUID();
        return new MachineToken(
                MachineToken.ISSUER,
                MachineToken.subject(id),
                MachineToken.AUDIENCE,
                id,
                TenantId.of("default"),
                List.of(),
                creator,
                0,
                0);
    }

    private static SeparationOfDuty duty(Principal principal) {
        return new SeparationOfDuty(caller(principal));
    }

    private static Caller caller(Principal principal) {
        var identity = QuarkusSecurityIdentity.builder().setPrincipal(principal).build();
        return new Caller(identity, List.of("default"));
    }
}

package dev.hallmark.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.device.Stage;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredDeviceTest {

    private static final DeviceId ID = DeviceId.parse("a".repeat(64));
    private static final DeviceEntry FULL = new DeviceEntry(ID, "AAAA", "A-1", "M1", "puf", "RS256");
    private static final DeviceEntry BARE = new DeviceEntry(ID, "", "", "", "", "");

    @Test
    void aRowThatSaysNothingNewIsNoDifference() {
        assertThat(stored(FULL).objection(FULL, false)).isEmpty();
        assertThat(stored(FULL).objection(BARE, false)).isEmpty();
        assertThat(stored(BARE).objection(BARE, true)).isEmpty();
    }

    @Test
    void theStoredValueIsNamedWhereARowSaysSomethingElse() {
        var row = new DeviceEntry(ID, "", "A-2", "M1", "tpm", "");

        assertThat(stored(FULL).objection(row, false))
                .contains("the stored serial is \"A-1\", not \"A-2\"; the stored rootOfTrust is \"puf\", not \"tpm\";"
                        + " an operator can change it with update=true");
    }

    @Test
    void aValueGivenForTheFirstTimeIsADifferenceToo() {
        var row = new DeviceEntry(ID, "AAAA", "A-2", "", "", "");

        assertThat(stored(BARE).objection(row, false))
                .contains("no publicKey is stored, the file has one; no serial is stored, the file says \"A-2\";"
                        + " an operator can change it with update=true");
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTERED, ACTIVE,",
        "ATTESTED, ACTIVE, the device is attested",
        "ONBOARDED, ACTIVE, the device is onboarded",
        "REGISTERED, SUSPENDED, the device is suspended",
        "REGISTERED, REVOKED, the device is revoked"
    })
    void onlyARegisteredDeviceThatHasNotAttestedCanBeChanged(Stage stage, Standing standing, String obstacle) {
        var device = new StoredDevice(true, Optional.empty(), stage, standing, FULL);
        var row = new DeviceEntry(ID, "", "A-2", "", "", "");

        assertThat(device.canChangeTo(row)).isEqualTo(obstacle == null);
        if (obstacle != null) {
            assertThat(device.objection(row, true)).get().asString().endsWith("and cannot be changed: " + obstacle);
        }
    }

    @Test
    void theAlgorithmOfTheStoredKeyIsNoDifferenceAndOneThatDoesNotFitItIsRefused() throws Exception {
        // Given
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
        var device = stored(new DeviceEntry(ID, key, "", "", "", ""));

        // Then
        assertThat(device.objection(algorithm("PS256"), false)).isEmpty();
        assertThat(device.canChangeTo(algorithm("RS256"))).isTrue();
        assertThat(device.canChangeTo(algorithm("ES256"))).isFalse();
        assertThat(device.objection(algorithm("ES256"), true))
                .contains("the stored algorithm is \"PS256\", not \"ES256\" and cannot be changed:"
                        + " the stored key does not fit ES256");
    }

    private static DeviceEntry algorithm(String name) {
        return new DeviceEntry(ID, "", "", "", "", name);
    }

    private static StoredDevice stored(DeviceEntry says) {
        return new StoredDevice(true, Optional.empty(), Stage.REGISTERED, Standing.ACTIVE, says);
    }
}

package dev.hallmark.device.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.device.identity.RootOfTrustFailedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChipTest {

    private final Chip chip = Chip.enrol(Silicon.specimen(1, 1), Conditions.USUAL, new Random(1));

    @Test
    void theSameKeysAreDerivedAtEachUse() throws Exception {
        var first = chip.unlock();
        var second = chip.unlock();

        assertThat(second.identity().fingerprint()).isEqualTo(first.identity().fingerprint());
        assertThat(second.operational().fingerprint())
                .isEqualTo(first.operational().fingerprint());
        assertThat(first.separate()).isTrue();
        assertThat(chip.kind()).isEqualTo("qdid");
    }

    @Test
    void noTwoChipsHaveAKeyInCommon() throws Exception {
        var other = Chip.enrol(Silicon.specimen(1, 2), Conditions.USUAL, new Random(1));

        assertThat(other.unlock().deviceId()).isNotEqualTo(chip.unlock().deviceId());
    }

    @Test
    void eachBlockHasASeedOfItsOwn() throws Exception {
        var seeds = new HashSet<Seed>();
        for (var slot = 0; slot < Silicon.BLOCKS; slot++) {
            seeds.add(chip.keys(slot).seed());
        }

        assertThat(seeds).hasSize(8);
    }

    @Test
    void theNextOwnerGetsAnotherOperationalKeyOfTheSameDevice() throws Exception {
        var sold = new Chip(chip.silicon(), chip.conditions(), chip.helperData(), 1);

        assertThat(sold.unlock().deviceId()).isEqualTo(chip.unlock().deviceId());
        assertThat(sold.unlock().operational().thumbprint())
                .isNotEqualTo(chip.unlock().operational().thumbprint());
    }

    @ParameterizedTest
    @EnumSource(
            value = IdentityAlgorithm.class,
            names = {"ES256", "EDDSA", "ML_DSA_44", "ML_DSA_65"})
    void theIdentityKeyMayBeOfAnyOfItsAlgorithms(IdentityAlgorithm algorithm) throws Exception {
        var device = chip.with(algorithm);
        var sold = new Chip(chip.silicon(), chip.conditions(), chip.helperData(), 1, algorithm);

        var keys = device.unlock();

        assertThat(Chip.ALGORITHMS).contains(algorithm);
        assertThat(keys.identity().algorithm()).isEqualTo(algorithm.toString());
        assertThat(device.under(new Conditions(0.04, 80)).unlock().deviceId()).isEqualTo(keys.deviceId());
        assertThat(sold.unlock().deviceId()).isEqualTo(keys.deviceId());
        assertThat(keys.operational().thumbprint())
                .isEqualTo(chip.unlock().operational().thumbprint());
        assertThat(keys.deviceId().equals(chip.unlock().deviceId())).isEqualTo(algorithm == IdentityAlgorithm.ES256);
    }

    @Test
    void aKeyOfTwoSeedsNeedsBothBlocks() throws Exception {
        var spoilt = new ArrayList<>(chip.helperData());
        spoilt.set(1, spoilt.get(2));
        var damaged = new Chip(chip.silicon(), chip.conditions(), spoilt, 0);

        assertThat(damaged.unlock().deviceId()).isEqualTo(chip.unlock().deviceId());
        assertFails(damaged.with(IdentityAlgorithm.ML_DSA_65));
    }

    @Test
    void otherAlgorithmsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chip.with(IdentityAlgorithm.X25519))
                .withMessage("a chip supports the algorithms [ES256, EdDSA, ML-DSA-44, ML-DSA-65], not X25519");
    }

    @Test
    void aChipWorksFromFrostToTheHeatOfAnEngine() throws Exception {
        var id = chip.unlock().deviceId();

        assertThat(chip.under(new Conditions(0.04, -40)).unlock().deviceId()).isEqualTo(id);
        assertThat(chip.under(new Conditions(0.04, 125)).unlock().deviceId()).isEqualTo(id);
    }

    @Test
    void tooMuchNoiseOrHeatGivesNoKeyAtAll() {
        assertFails(chip.under(Conditions.noise(0.25)));
        assertFails(chip.under(new Conditions(0.04, 900)));
    }

    @Test
    void withoutItsOwnSiliconHelperDataIsWorthNothing() {
        var copies = new Random(2);
        for (var copy = 0; copy < 50; copy++) {
            assertFails(new Chip(
                    Silicon.specimen(copies.nextLong(), 0), chip.conditions(), chip.helperData(), chip.epoch()));
        }
    }

    @Test
    void helperDataInTheWrongOrderIsRefused() {
        var mixed = new ArrayList<>(chip.helperData());
        Collections.swap(mixed, 0, 1);

        assertFails(new Chip(chip.silicon(), chip.conditions(), mixed, 0));
    }

    @Test
    void itsMatterIsNotPrinted() {
        assertThat(chip.toString())
                .contains("Silicon[hidden]")
                .doesNotContain(chip.silicon().hex());
    }

    private static void assertFails(Chip chip) {
        assertThatExceptionOfType(RootOfTrustFailedException.class).isThrownBy(chip::unlock);
    }
}

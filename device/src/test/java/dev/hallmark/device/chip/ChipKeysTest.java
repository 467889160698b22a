package dev.hallmark.device.chip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.device.identity.DeviceId;
import dev.hallmark.device.identity.SigningKey;
import java.security.interfaces.ECPrivateKey;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.Test;

/** The vectors of the protocol's §7, upon which Python's and Node's cryptography agree. */
class ChipKeysTest {

    private static final HexFormat HEX = HexFormat.of();

    private final ChipKeys keys = new ChipKeys(new Seed(HEX.parseHex("000102030405060708090a0b0c0d0e0f")), 0);

    @Test
    void theIdentityKeyIsThatOfTheVector() {
        var key = keys.es256(KeyUse.IDENTITY, 0);

        assertThat(octets(KeyUse.IDENTITY))
                .isEqualTo("91db0f69c6cd9959f956b1143a4e282c7e6acb4eb6c9bf2a460c535dd97b02fb41da32ab4d14eea3");
        assertThat(scalar(key)).isEqualTo("c0244a6ce1a57f69a4a561c43f8042f61e597c54a3dcc1aa0bdff180009302b4");
        assertThat(DeviceId.of(key).hex())
                .isEqualTo("d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f");
        assertThat(key.thumbprint()).isEqualTo("YXhZYXnuDTL9ORBlqYbctrZ1z8_-e-Z1dVGpA7PhoJg");
    }

    @Test
    void theOperationalKeyIsThatOfTheVector() {
        var key = keys.es256(KeyUse.OPERATIONAL, 0);

        assertThat(octets(KeyUse.OPERATIONAL))
                .isEqualTo("b436306df75bb82b7979080773cc308f7793240e9ca94594a02f495570c97ecc0f94e9314cf4b880");
        assertThat(scalar(key)).isEqualTo("70d4c031c83a47f6a6ceefc5554319e246b4964625777b88c649cf7a0992ebb1");
        assertThat(HEX.formatHex(key.fingerprint()))
                .isEqualTo("9f9391b07f149aa98855293dedce1d4833b9dc7f8c5c8f93e6df6d589ccd1511");
        assertThat(key.thumbprint()).isEqualTo("j72kQT-dpOoKd_-AOy81OuKn9Bpa7AxSFt3rCq3prIA");
    }

    @Test
    void aNewOwnerMeansANewOperationalKeyForTheSameDevice() {
        var first = keys.owned(0);
        var second = keys.owned(1);

        assertThat(second.deviceId()).isEqualTo(first.deviceId());
        assertThat(second.operational().thumbprint())
                .isNotEqualTo(first.operational().thumbprint());
    }

    @Test
    void eachUseAlgorithmOwnerAndSlotHasOctetsOfItsOwn() {
        var all = new LinkedHashSet<String>();
        for (var use : KeyUse.values()) {
            all.add(HEX.formatHex(keys.material(use, "EdDSA", 0, 32)));
            all.add(HEX.formatHex(keys.material(use, "EdDSA", 1, 32)));
            all.add(HEX.formatHex(keys.material(use, "ML-DSA-44", 0, 32)));
            all.add(HEX.formatHex(new ChipKeys(keys.seed(), 1).material(use, "EdDSA", 0, 32)));
        }

        assertThat(all).hasSize(12);
    }

    @Test
    void seedsAreNotPrinted() {
        assertThat(keys.toString()).isEqualTo("ChipKeys[seed=Seed[hidden], slot=0]");
    }

    private String octets(KeyUse use) {
        return HEX.formatHex(keys.material(use, "ES256", 0, 40));
    }

    private static String scalar(SigningKey key) {
        return "%064x".formatted(((ECPrivateKey) key.privateKey()).getS());
    }
}

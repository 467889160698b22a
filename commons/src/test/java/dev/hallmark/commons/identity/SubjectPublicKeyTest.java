package dev.hallmark.commons.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.junit.jupiter.api.Test;

class SubjectPublicKeyTest {

    /** The private scalar of the test vector in the protocol, made by two other implementations. */
    private static final String VECTOR = "c0244a6ce1a57f69a4a561c43f8042f61e597c54a3dcc1aa0bdff180009302b4";

    @Test
    void idAndThumbprintOfTheTestVectorAreThoseOfOtherImplementations() throws Exception {
        var key = SubjectPublicKey.parse(vector(false));

        assertThat(key.deviceId().hex()).isEqualTo("d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f");
        assertThat(key.thumbprint()).isEqualTo("YXhZYXnuDTL9ORBlqYbctrZ1z8_-e-Z1dVGpA7PhoJg");
        assertThat(key.deviceId().commonName()).isEqualTo("dev-d77238ff070ade19347b71e522e891fa");
    }

    @Test
    void compressedPointsAreRefused() throws Exception {
        var der = vector(true);

        assertThatThrownBy(() -> SubjectPublicKey.parse(der)).isInstanceOf(InvalidPublicKeyException.class);
    }

    @Test
    void trailingOctetsAreRefused() throws Exception {
        var der = vector(false);

        assertThatThrownBy(() -> SubjectPublicKey.parse(Arrays.copyOf(der, der.length + 1)))
                .isInstanceOf(InvalidPublicKeyException.class);
    }

    @Test
    void pointsOffTheCurveAreRefused() throws Exception {
        var der = vector(false);
        der[der.length - 1] ^= 1;

        assertThatThrownBy(() -> SubjectPublicKey.parse(der)).isInstanceOf(InvalidPublicKeyException.class);
    }

    @Test
    void explicitParametersAreRefused() throws Exception {
        var curve = CustomNamedCurves.getByName("P-256");
        var explicit = new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
        var der = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                        new ECPublicKeyParameters(curve.getG(), explicit))
                .getEncoded("DER");

        assertThatThrownBy(() -> SubjectPublicKey.parse(der))
                .isInstanceOf(InvalidPublicKeyException.class)
                .hasMessageContaining("by its name");
    }

    @Test
    void otherCurvesAndAlgorithmsAreRefused() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp521r1"));
        for (var pair : List.of(
                generator.generateKeyPair(),
                KeyPairGenerator.getInstance("Ed448").generateKeyPair(),
                KeyPairGenerator.getInstance("X448").generateKeyPair())) {
            assertThatThrownBy(() -> SubjectPublicKey.parse(pair.getPublic().getEncoded()))
                    .isInstanceOf(InvalidPublicKeyException.class)
                    .hasMessageContaining("not accepted");
        }
    }

    @Test
    void anyBrokenOctetIsRefusedOrMakesAnotherKey() throws Exception {
        var der = vector(false);
        var id = SubjectPublicKey.parse(der).deviceId();
        for (int position = 0; position < der.length; position++) {
            var broken = der.clone();
            broken[position] ^= 0x55;
            try {
                assertThat(SubjectPublicKey.parse(broken).deviceId()).isNotEqualTo(id);
            } catch (InvalidPublicKeyException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    private static byte[] vector(boolean compressed) throws Exception {
        var curve = CustomNamedCurves.getByName("P-256");
        var point = curve.getG()
                .multiply(new BigInteger(1, HexFormat.of().parseHex(VECTOR)))
                .normalize();
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
        return new SubjectPublicKeyInfo(algorithm, point.getEncoded(compressed)).getEncoded("DER");
    }
}

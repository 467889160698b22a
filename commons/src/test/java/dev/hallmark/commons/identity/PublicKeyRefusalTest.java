package dev.hallmark.commons.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every octet string is a key that Hallmark accepts, or the declared refusal. */
class PublicKeyRefusalTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger MODULUS =
            BigInteger.TWO.pow(2047).add(BigInteger.TWO.pow(1000)).add(BigInteger.valueOf(0x1235));

    @Test
    void shortRsaIsRefused() throws Exception {
        refused(TestKeys.rsa(1024, 65_537).getPublic().getEncoded(), "RSA of 1024 bits");
    }

    @Test
    void hugeRsaIsRefused() throws Exception {
        refused(rsa(BigInteger.TWO.pow(8191).add(BigInteger.ONE), BigInteger.valueOf(65_537)), "RSA of 8192 bits");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 257, 65_536, 65_538, (1L << 32) + 1})
    void oddExponentsOfTheUsualSizeOnly(long exponent) throws Exception {
        refused(rsa(MODULUS, BigInteger.valueOf(exponent)), "exponent");
    }

    @Test
    void rsaIsInDerWithTheParametersNull() throws Exception {
        var pair = TestKeys.of(SignatureAlgorithm.PS256);
        var good = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        var key = good.getPublicKeyData().getOctets();

        refused(spki(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption), key), "NULL");
        refused(spki(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS), key), "not accepted");
        refused(spki(good.getAlgorithm(), Arrays.copyOf(key, key.length + 1)), "RSA key");
        refused(rsa(MODULUS.negate(), BigInteger.valueOf(65_537)), "RSA key");
        refused(spki(good.getAlgorithm(), new byte[] {5, 0}), "RSA key");
    }

    @Test
    void ed25519HasNoParametersAndAPointOfTheRightOrder() throws Exception {
        var id = EdECObjectIdentifiers.id_Ed25519;
        var key = SubjectPublicKeyInfo.getInstance(
                        TestKeys.of(SignatureAlgorithm.EDDSA).getPublic().getEncoded())
                .getPublicKeyData()
                .getOctets();
        var neutral = new byte[32];
        neutral[0] = 1;

        refused(spki(new AlgorithmIdentifier(id, DERNull.INSTANCE), key), "parameters");
        refused(spki(new AlgorithmIdentifier(id), Arrays.copyOf(key, 31)), "length");
        refused(spki(new AlgorithmIdentifier(id), neutral), "prime-order");
        refused(spki(new AlgorithmIdentifier(id), new byte[32]), "prime-order");
    }

    @Test
    void mlDsaHasNoParametersAndItsOwnLength() throws Exception {
        var key = new byte[1312];

        refused(spki(new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_44, DERNull.INSTANCE), key), "parameters");
        refused(spki(new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_65), key), "length");
        refused(spki(new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_87), new byte[2592]), "not accepted");
        refused(
                spki(new AlgorithmIdentifier(NISTObjectIdentifiers.id_hash_ml_dsa_44_with_sha512), key),
                "not accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void x25519OfSmallOrderIsRefused(String point) throws Exception {
        refused(spki(new AlgorithmIdentifier(EdECObjectIdentifiers.id_X25519), HEX.parseHex(point)), "small order");
    }

    /** RFC 7748 would read them as other numbers: as many ids for one key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0900000000000000000000000000000000000000000000000000000000000080"
            })
    void x25519InASecondEncodingIsRefused(String point) throws Exception {
        refused(spki(new AlgorithmIdentifier(EdECObjectIdentifiers.id_X25519), HEX.parseHex(point)), "encoding");
    }

    @Test
    void x25519HasNoParametersAndItsOwnLength() throws Exception {
        var id = EdECObjectIdentifiers.id_X25519;
        var nine = new byte[32];
        nine[0] = 9;

        assertThat(SubjectPublicKey.parse(spki(new AlgorithmIdentifier(id), nine))
                        .algorithm())
                .isEqualTo(KemAlgorithm.X25519);
        refused(spki(new AlgorithmIdentifier(id, DERNull.INSTANCE), nine), "parameters");
        refused(spki(new AlgorithmIdentifier(id), Arrays.copyOf(nine, 31)), "length");
        refused(spki(new AlgorithmIdentifier(id), Arrays.copyOf(nine, 33)), "length");
    }

    @Test
    void mlKemHasNoParametersAndItsOwnLength() throws Exception {
        var id = NISTObjectIdentifiers.id_alg_ml_kem_768;

        assertThat(SubjectPublicKey.parse(spki(new AlgorithmIdentifier(id), new byte[1184]))
                        .algorithm())
                .isEqualTo(KemAlgorithm.ML_KEM_768);
        refused(spki(new AlgorithmIdentifier(id, DERNull.INSTANCE), new byte[1184]), "parameters");
        refused(spki(new AlgorithmIdentifier(id), new byte[1183]), "length");
        refused(spki(new AlgorithmIdentifier(id), new byte[1568]), "length");
        refused(spki(new AlgorithmIdentifier(NISTObjectIdentifiers.id_alg_ml_kem_512), new byte[1184]), "length");
    }

    /** FIPS 203 §7.2: 3328 is the last remainder, in either half of three octets and up to the last ones. */
    @Test
    void mlKemCoefficientsAreBelowTheModulus() throws Exception {
        var algorithm = new AlgorithmIdentifier(NISTObjectIdentifiers.id_alg_ml_kem_512);
        for (int at : new int[] {0, 381, 765}) {
            for (var half : new boolean[] {false, true}) {
                assertThat(SubjectPublicKey.parse(spki(algorithm, mlKem512(at, half, 3328))))
                        .isNotNull();
                refused(spki(algorithm, mlKem512(at, half, 3329)), "modulus");
                refused(spki(algorithm, mlKem512(at, half, 4095)), "modulus");
            }
        }
    }

    private static byte[] mlKem512(int at, boolean second, int coefficient) {
        var key = new byte[800];
        var pair = second ? coefficient << 12 : coefficient;
        for (int i = 0; i < 3; i++) {
            key[at + i] = (byte) (pair >> (8 * i));
        }
        return key;
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void trailingAndMissingOctetsAreRefused(KeyAlgorithm algorithm) throws Exception {
        var der = TestKeys.of(algorithm).getPublic().getEncoded();

        assertThat(SubjectPublicKey.parse(der).allows(algorithm)).isTrue();
        refused(Arrays.copyOf(der, der.length + 1), "");
        refused(Arrays.copyOf(der, der.length - 1), "");
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void anyBrokenOctetIsRefusedOrMakesAnotherKey(KeyAlgorithm algorithm) throws Exception {
        var der = TestKeys.of(algorithm).getPublic().getEncoded();
        for (int position = 0; position < Math.min(der.length, 128); position++) {
            var broken = der.clone();
            broken[position] ^= 0x55;
            assertThat(idOrRefusal(broken)).isNotEqualTo(idOrRefusal(der));
        }
    }

    @Property(tries = 2000)
    void octetsAtRandomAreRefused(@ForAll @Size(max = 200) byte[] octets) {
        assertThat(idOrRefusal(octets)).isInstanceOf(InvalidPublicKeyException.class);
    }

    @Property(tries = 2000)
    void anythingUnderAKnownAlgorithmIsRefusedOrAccepted(
            @ForAll @Size(max = 100) byte[] key, @ForAll("kinds") String kind) throws Exception {
        var algorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier(kind), DERNull.INSTANCE);

        assertThat(idOrRefusal(spki(algorithm, key))).isNotNull();
    }

    static List<KeyAlgorithm> algorithms() {
        return KeyAlgorithm.all();
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of(
                X9ObjectIdentifiers.id_ecPublicKey.getId(),
                EdECObjectIdentifiers.id_Ed25519.getId(),
                PKCSObjectIdentifiers.rsaEncryption.getId(),
                NISTObjectIdentifiers.id_ml_dsa_44.getId(),
                EdECObjectIdentifiers.id_X25519.getId(),
                NISTObjectIdentifiers.id_alg_ml_kem_512.getId());
    }

    private static Object idOrRefusal(byte[] der) {
        try {
            return SubjectPublicKey.parse(der).deviceId();
        } catch (InvalidPublicKeyException e) {
            return e;
        }
    }

    private static void refused(byte[] der, String reason) {
        assertThatThrownBy(() -> SubjectPublicKey.parse(der))
                .isInstanceOf(InvalidPublicKeyException.class)
                .hasMessageContaining(reason);
    }

    private static byte[] rsa(BigInteger modulus, BigInteger exponent) throws Exception {
        var key = new RSAPublicKey(modulus, exponent);
        return spki(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key.getEncoded("DER"));
    }

    private static byte[] spki(AlgorithmIdentifier algorithm, byte[] key) throws Exception {
        return new SubjectPublicKeyInfo(algorithm, key).getEncoded("DER");
    }
}

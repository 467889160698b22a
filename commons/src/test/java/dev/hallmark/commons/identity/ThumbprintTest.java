package dev.hallmark.commons.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.attestation.Confirmation;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.junit.jupiter.api.Test;

/** The examples of the standards. */
class ThumbprintTest {

    @Test
    void rsaIsThatOfRfc7638() throws Exception {
        var modulus =
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCi"
                        + "FV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zg"
                        + "dAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-"
                        + "kEgU8awapJzKnqDKgw";
        var key =
                new RSAPublicKey(new BigInteger(1, Base64.getUrlDecoder().decode(modulus)), BigInteger.valueOf(65_537));
        var spki = new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key);

        assertThat(parse(spki).thumbprint()).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @Test
    void ed25519IsThatOfRfc8037() throws Exception {
        var x = HexFormat.of().parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        var spki = new SubjectPublicKeyInfo(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), x);

        assertThat(parse(spki).thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    /** The key of 32 zero octets. */
    @Test
    void mlDsaIsThatOfRfc9964() throws Exception {
        var key = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, new byte[32]).getPublicKeyParameters();

        var parsed = parse(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key));

        assertThat(parsed.thumbprint()).isEqualTo("T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o");
    }

    /** RFC 8037 §A.2 has the form; the key is that of RFC 7748 §6.1. */
    @Test
    void x25519HasTheFormOfRfc8037() throws Exception {
        var u = HexFormat.of().parseHex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        var key = parse(new SubjectPublicKeyInfo(new AlgorithmIdentifier(EdECObjectIdentifiers.id_X25519), u));
        var jwk = "{\"crv\":\"X25519\",\"kty\":\"OKP\",\"x\":\"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo\"}";

        assertThat(key.thumbprint()).isEqualTo(sha256(jwk.getBytes(StandardCharsets.US_ASCII)));
        assertThat(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(key.coseThumbprint().orElseThrow()))
                .isEqualTo(sha256(HexFormat.of()
                        .parseHex("a3010120042158208520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")));
    }

    @Test
    void mlKemHasNoCoseThumbprintYet() throws Exception {
        var key = SubjectPublicKey.parse(
                TestKeys.of(KemAlgorithm.ML_KEM_512).getPublic().getEncoded());

        assertThat(key.thumbprint()).hasSize(43);
        assertThat(key.coseThumbprint()).isEmpty();
        assertThat(Confirmation.ofJwk(key.thumbprint()).names(key)).isTrue();
        assertThat(Confirmation.ofCose(new byte[32]).names(key)).isFalse();
    }

    private static String sha256(byte[] octets) throws Exception {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    @Test
    void theCoseThumbprintIsThatOfRfc9679() throws Exception {
        var point = HexFormat.of()
                .parseHex("0465eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d"
                        + "1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c");
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);

        assertThat(HexFormat.of()
                        .formatHex(parse(new SubjectPublicKeyInfo(algorithm, point))
                                .coseThumbprint()
                                .orElseThrow()))
                .isEqualTo("496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec");
    }

    private static SubjectPublicKey parse(SubjectPublicKeyInfo info) throws Exception {
        return SubjectPublicKey.parse(info.getEncoded("DER"));
    }
}

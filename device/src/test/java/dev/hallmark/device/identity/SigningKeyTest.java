package dev.hallmark.device.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.testkit.Programs;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    private Path directory;

    @Test
    void theThumbprintOfRfc7638sExampleIsAsPrintedThere() {
        var key =
                "{\"e\":\"AQAB\",\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT8"
                        + "6zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ"
                        + "5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4"
                        + "vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\"}";

        assertThat(SigningKey.thumbprint(key)).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    /** The vector of the protocol's §7, which Python's and Node's cryptography agree upon. */
    @Test
    void idAndThumbprintAreThoseOfTheProtocolsVector() {
        var key = SigningKey.of(new BigInteger("c0244a6ce1a57f69a4a561c43f8042f61e597c54a3dcc1aa0bdff180009302b4", 16));

        assertThat(DeviceId.of(key).hex())
                .isEqualTo("d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f");
        assertThat(DeviceId.of(key).commonName()).isEqualTo("dev-d77238ff070ade19347b71e522e891fa");
        assertThat(key.thumbprint()).isEqualTo("YXhZYXnuDTL9ORBlqYbctrZ1z8_-e-Z1dVGpA7PhoJg");
    }

    /** The key of RFC 9679 §6, whose private half is in RFC 9052 §C.7.2. */
    @Test
    void theCoseThumbprintIsThatOfRfc9679() {
        var key = SigningKey.of(new BigInteger("aff907c99f9ad3aae6c4cdf21122bce2bd68b5283e6907154ad911840fa208cf", 16));

        assertThat(HexFormat.of().formatHex(key.coseThumbprint()))
                .isEqualTo("496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec");
    }

    @Test
    void theUeidIsAOneAndTheId() {
        var id = new DeviceId("00".repeat(32));

        assertThat(id.ueid()).isEqualTo("AQ" + "A".repeat(42));
    }

    @Test
    void opensslReadsOurKeyFileAndComputesTheSameId() throws Exception {
        var key = SigningKey.generate();
        KeyFile.write(directory.resolve("k.pem"), key);

        Programs.succeed(directory, "openssl", "pkey", "-in", "k.pem", "-pubout", "-outform", "DER", "-out", "k.der");

        assertThat(Programs.output(directory, "openssl", "dgst", "-sha256", "-r", "k.der"))
                .startsWith(DeviceId.of(key).hex());
        assertThat(Files.getPosixFilePermissions(directory.resolve("k.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(KeyFile.read(directory.resolve("k.pem")).fingerprint()).isEqualTo(key.fingerprint());
    }

    /** RFC 5915 §3: the field [1], without which GnuTLS refuses the file. */
    @Test
    void ourKeyFileHoldsThePublicKeyToo() throws Exception {
        KeyFile.write(directory.resolve("k.pem"), SigningKey.generate());

        // RFC 5208 §5: after a header of 3 octets, a version of 3 and an algorithm of 21 comes the key.
        assertThat(Programs.output(directory, "openssl", "asn1parse", "-in", "k.pem", "-strparse", "27"))
                .contains("cont [ 1 ]");
    }

    @Test
    void weReadOpensslsKeyFilesOfBothKinds() throws Exception {
        Programs.succeed(
                directory,
                "openssl",
                "genpkey",
                "-algorithm",
                "EC",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-out",
                "pkcs8.pem");
        Programs.succeed(directory, "openssl", "ec", "-in", "pkcs8.pem", "-out", "sec1.pem");
        Programs.succeed(
                directory, "openssl", "pkey", "-in", "pkcs8.pem", "-pubout", "-outform", "DER", "-out", "k.der");
        var publicKey = Files.readAllBytes(directory.resolve("k.der"));

        assertThat(KeyFile.read(directory.resolve("pkcs8.pem")).subjectPublicKey())
                .isEqualTo(publicKey);
        assertThat(KeyFile.read(directory.resolve("sec1.pem")).subjectPublicKey())
                .isEqualTo(publicKey);
    }

    @Test
    void aKeyOfAnotherCurveIsRefused() throws Exception {
        Programs.succeed(
                directory,
                "openssl",
                "genpkey",
                "-algorithm",
                "EC",
                "-pkeyopt",
                "ec_paramgen_curve:P-384",
                "-out",
                "other.pem");

        assertThatThrownBy(() -> KeyFile.read(directory.resolve("other.pem")))
                .hasMessageEndingWith("other.pem: The private key is not of P-256");
    }

    @Test
    void opensslVerifiesOurSignatures() throws Exception {
        var key = SigningKey.generate();
        KeyFile.write(directory.resolve("k.pem"), key);
        Files.writeString(directory.resolve("data"), "what is signed");
        Programs.succeed(directory, "openssl", "pkey", "-in", "k.pem", "-pubout", "-out", "k.pub");

        var signature = key.sign("what is signed".getBytes(StandardCharsets.UTF_8));
        Files.write(directory.resolve("sig"), signature.der());

        assertThat(Programs.output(
                        directory, "openssl", "dgst", "-sha256", "-verify", "k.pub", "-signature", "sig", "data"))
                .contains("Verified OK");
    }

    @Test
    void shortScalarsArePaddedWhenConcatenated() {
        var signature = new EcdsaSignature(BigInteger.ONE, BigInteger.TWO);

        assertThat(HexFormat.of().formatHex(signature.concatenated()))
                .isEqualTo("00".repeat(31) + "01" + "00".repeat(31) + "02");
    }

    @Test
    void aKeyDoesNotPrintItsSecret() {
        var key = SigningKey.generate();

        assertThat(key.toString()).isEqualTo("SigningKey[" + DeviceId.of(key) + "]");
    }
}

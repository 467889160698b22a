package dev.hallmark.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.CaException.Code;
import dev.hallmark.ca.testing.Programs;
import dev.hallmark.commons.encoding.DerText;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of every kind of key that TLS can use, and what they may be signed with. */
class RequestAlgorithmTest {

    private static final String HASHES = "; use SHA-256, SHA-384 or SHA-512";
    private static final String PSS_REFUSED = "RSASSA-PSS is not accepted with these parameters" + HASHES
            + ", MGF1 of the same hash, a salt at least as long, and trailer field 1";

    private static final AlgorithmIdentifier SHA1 =
            new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE);
    private static final AlgorithmIdentifier SHA256 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);

    private static KeyPair ec;
    private static KeyPair rsa;

    @BeforeAll
    static void keys() throws Exception {
        ec = ec("secp256r1");
        rsa = rsa(2048);
    }

    /** Made by mbedTLS 2.28's form of ECDSA, by openssl with its defaults, and by an RSA implementation without NULL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "p256-sha256-null-parameters",
                "p384-sha256",
                "rsa3072-sha256-no-parameters",
                "rsa3072-sha384",
            })
    void requestsOfToolsInTheFieldAreAccepted(String name) throws Exception {
        try (var file = RequestAlgorithmTest.class.getResourceAsStream("/requests/" + name + ".pem")) {
            var text = new String(file.readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(CertificationRequest.parse(DerText.CERTIFICATION_REQUEST.decode(text)))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256", "SHA384", "SHA512"})
    void everyHashGoesWithEveryKey(String hash) throws Exception {
        accepted(ec, new JcaContentSignerBuilder(hash + "withECDSA"));
        accepted(ec("secp384r1"), new JcaContentSignerBuilder(hash + "withECDSA"));
        accepted(rsa, new JcaContentSignerBuilder(hash + "withRSA"));
    }

    /** 222 octets are what openssl takes by default with an RSA key of 2048 bits and SHA-256. */
    @ParameterizedTest
    @CsvSource({"256, 32", "256, 222", "384, 48", "512, 64", "512, 190"})
    void pssHasASaltAtLeastAsLongAsItsHash(int hash, int salt) throws Exception {
        accepted(rsa, pss("SHA-" + hash, salt));
    }

    @Test
    void edwardsKeysSignTheirOwnWay() throws Exception {
        accepted(pair("Ed25519"), new JcaContentSignerBuilder("Ed25519"));
    }

    @Test
    void parametersAreAbsentOrNull() throws Exception {
        for (var parameters : new ASN1Encodable[] {null, DERNull.INSTANCE}) {
            accepted(ec, signed(ec, "SHA384withECDSA", X9ObjectIdentifiers.ecdsa_with_SHA384, parameters));
            accepted(rsa, signed(rsa, "SHA512withRSA", PKCSObjectIdentifiers.sha512WithRSAEncryption, parameters));
        }
        refused(
                signed(ec, "SHA256withECDSA", X9ObjectIdentifiers.ecdsa_with_SHA256, new ASN1Integer(1)),
                "ecdsa-with-SHA256 has parameters; accepted is NULL or none");
        refused(
                signed(rsa, "SHA256withRSA", PKCSObjectIdentifiers.sha256WithRSAEncryption, new DERSequence()),
                "sha256WithRSAEncryption has parameters; accepted is NULL or none");
        var edwards = pair("Ed25519");
        refused(
                signed(edwards, "Ed25519", EdECObjectIdentifiers.id_Ed25519, DERNull.INSTANCE),
                "Ed25519 has parameters; accepted are none");
    }

    @Test
    void keysThatTlsCannotUseAreRefusedByName() throws Exception {
        for (var kind : new String[] {"ML-DSA-44", "ML-DSA-65"}) {
            var request = request(pair(kind), new JcaContentSignerBuilder(kind));

            refused(request, Code.REQUEST_NOT_ALLOWED, kind);
        }
    }

    @Test
    void aRefusalNamesWhatIsAccepted() throws Exception {
        refused(request(ec, new JcaContentSignerBuilder("SHA1withECDSA")), "ecdsa-with-SHA1 is not accepted" + HASHES);
        refused(
                request(ec, new JcaContentSignerBuilder("SHA224withECDSA")),
                "ecdsa-with-SHA224 is not accepted" + HASHES);
        refused(
                request(rsa, new JcaContentSignerBuilder("SHA1withRSA")),
                "sha1WithRSAEncryption is not accepted" + HASHES);
        refused(
                request(rsa, new JcaContentSignerBuilder("MD5withRSA")),
                "md5WithRSAEncryption is not accepted" + HASHES);
        refused(
                request(ec, new JcaContentSignerBuilder("SHA3-256withECDSA")),
                NISTObjectIdentifiers.id_ecdsa_with_sha3_256 + " is not accepted" + HASHES);
        refused(
                signed(pair("Ed25519"), "Ed25519", X9ObjectIdentifiers.ecdsa_with_SHA256, null),
                "ecdsa-with-SHA256 is not accepted for a key of Ed25519; use Ed25519");
    }

    /** The key is another one than the algorithm's. */
    @Test
    void anAlgorithmOfAnotherKeyIsRefused() throws Exception {
        refused(
                signed(ec, "SHA256withECDSA", PKCSObjectIdentifiers.sha256WithRSAEncryption, null),
                "sha256WithRSAEncryption is not accepted for a key of EC" + HASHES);
        refused(
                signed(rsa, "SHA256withRSA", X9ObjectIdentifiers.ecdsa_with_SHA256, null),
                "ecdsa-with-SHA256 is not accepted for a key of RSA" + HASHES);
        refused(
                signed(rsa, "SHA256withRSA", EdECObjectIdentifiers.id_Ed25519, null),
                "Ed25519 is not accepted for a key of RSA" + HASHES);
    }

    /** SHA-384 is said, SHA-256 is what it is. */
    @Test
    void anAlgorithmThatIsNotTheSignaturesIsRefused() throws Exception {
        var request = signed(ec, "SHA256withECDSA", X9ObjectIdentifiers.ecdsa_with_SHA384, null);

        refused(request, Code.MALFORMED_REQUEST, "The certification request is not signed by its own key.");
    }

    @Test
    void oddParametersOfPssAreRefused() throws Exception {
        refused(request(rsa, pss("SHA-1", 20)), PSS_REFUSED);
        refused(request(rsa, pss("SHA-256", 20)), PSS_REFUSED);
        refused(request(rsa, pss("SHA-512", 32)), PSS_REFUSED);
        for (var parameters : new ASN1Encodable[] {null, DERNull.INSTANCE, new DERSequence()}) {
            refused(pssSaying(parameters), PSS_REFUSED);
        }
        for (var parameters : List.of(
                parameters(SHA256, SHA1, 32, 1),
                parameters(SHA256, new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512), 32, 1),
                parameters(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, new ASN1Integer(1)), SHA256, 32, 1),
                parameters(SHA256, SHA256, 32, 2),
                parameters(SHA256, SHA256, -1, 1),
                parameters(SHA256, SHA256, Integer.MAX_VALUE, 1))) {
            refused(pssSaying(parameters), PSS_REFUSED);
        }
    }

    @Test
    void parametersOfPssThatAreNotTheSignaturesAreRefused() throws Exception {
        for (var salt : new int[] {33, 512}) {
            refused(
                    pssSaying(parameters(SHA256, SHA256, salt, 1)),
                    Code.MALFORMED_REQUEST,
                    "The certification request is not signed by its own key.");
        }
        accepted(rsa, pssSaying(parameters(SHA256, SHA256, 32, 1)));
    }

    @Test
    void shortRsaIsRefused() throws Exception {
        refused(
                request(rsa(1024), new JcaContentSignerBuilder("SHA256withRSA")),
                Code.MALFORMED_REQUEST,
                "RSA of 1024 bits");
    }

    /** As wolfSSL 5.5 writes them; openssl accepts it too. */
    @Test
    void unsortedAttributesAreAcceptedAsTheyWereSigned(@TempDir Path directory) throws Exception {
        var forwards = withAttributes("a", "bb");
        var backwards = withAttributes("bb", "a");
        var file = Programs.pem(directory.resolve("request.pem"), "CERTIFICATE REQUEST", backwards);
        assertThat(Programs.run("openssl", "req", "-in", file.toString(), "-noout", "-verify")
                        .code())
                .isZero();

        var request = CertificationRequest.parse(backwards);

        assertThat(request.key())
                .isEqualTo(SubjectPublicKey.parse(ec.getPublic().getEncoded()));
        assertThat(request.infoDigest())
                .isEqualTo(CertificationRequest.parse(withAttributes("bb", "a")).infoDigest())
                .isEqualTo(CertificationRequest.parse(forwards).infoDigest())
                .isNotEqualTo(
                        CertificationRequest.parse(withAttributes("bb", "c")).infoDigest());
    }

    /** Its signature is over other octets than were sent. */
    @Test
    void attributesInAnotherOrderThanTheSignedOneAreRefused() throws Exception {
        var info = info("bb", "a");
        var signature = sign(ec, "SHA256withECDSA", null, info("a", "bb").getEncoded(ASN1Encoding.DL));
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

        refused(assemble(info, algorithm, signature), Code.MALFORMED_REQUEST, "is not signed by its own key");
    }

    private static byte[] withAttributes(String first, String second) throws Exception {
        var info = info(first, second);
        var signature = sign(ec, "SHA256withECDSA", null, info.getEncoded(ASN1Encoding.DL));
        return assemble(info, new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256), signature);
    }

    private static DLSequence info(String... names) {
        var attributes = new ASN1EncodableVector();
        for (var name : names) {
            attributes.add(new DLSequence(new ASN1Encodable[] {
                PKCSObjectIdentifiers.pkcs_9_at_unstructuredName, new DLSet(new DERUTF8String(name))
            }));
        }
        return new DLSequence(new ASN1Encodable[] {
            new ASN1Integer(0),
            new X500Name("CN=any"),
            SubjectPublicKeyInfo.getInstance(ec.getPublic().getEncoded()),
            new DLTaggedObject(false, 0, new DLSet(attributes))
        });
    }

    /** PSS by SHA-256 with a salt of 32, whatever its parameters say. */
    private static byte[] pssSaying(ASN1Encodable parameters) throws Exception {
        var spec = new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
        var info = emptyInfo(rsa);
        var signature = sign(rsa, "RSASSA-PSS", spec, info.getEncoded(ASN1Encoding.DER));
        return assemble(info, algorithm(PKCSObjectIdentifiers.id_RSASSA_PSS, parameters), signature);
    }

    private static RSASSAPSSparams parameters(
            AlgorithmIdentifier hash, AlgorithmIdentifier mask, int salt, int trailer) {
        return new RSASSAPSSparams(
                hash,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, mask),
                new ASN1Integer(salt),
                new ASN1Integer(trailer));
    }

    private static byte[] signed(KeyPair pair, String jca, ASN1ObjectIdentifier algorithm, ASN1Encodable parameters)
            throws Exception {
        var info = emptyInfo(pair);
        return assemble(
                info, algorithm(algorithm, parameters), sign(pair, jca, null, info.getEncoded(ASN1Encoding.DER)));
    }

    private static AlgorithmIdentifier algorithm(ASN1ObjectIdentifier algorithm, ASN1Encodable parameters) {
        return parameters == null ? new AlgorithmIdentifier(algorithm) : new AlgorithmIdentifier(algorithm, parameters);
    }

    private static DERSequence emptyInfo(KeyPair pair) {
        return new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(0),
            new X500Name("CN=any"),
            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()),
            new DLTaggedObject(false, 0, new DLSet())
        });
    }

    private static byte[] sign(KeyPair pair, String jca, AlgorithmParameterSpec parameters, byte[] octets)
            throws GeneralSecurityException {
        var signer = Signature.getInstance(jca, new BouncyCastleProvider());
        if (parameters != null) {
            signer.setParameter(parameters);
        }
        signer.initSign(pair.getPrivate());
        signer.update(octets);
        return signer.sign();
    }

    private static byte[] assemble(ASN1Encodable info, AlgorithmIdentifier algorithm, byte[] signature) {
        try {
            return new DLSequence(new ASN1Encodable[] {info, algorithm, new DERBitString(signature)})
                    .getEncoded(ASN1Encoding.DL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void accepted(KeyPair pair, JcaContentSignerBuilder signer) throws Exception {
        accepted(pair, request(pair, signer));
    }

    private static void accepted(KeyPair pair, byte[] request) throws Exception {
        assertThat(CertificationRequest.parse(request).key())
                .isEqualTo(SubjectPublicKey.parse(pair.getPublic().getEncoded()));
    }

    private static void refused(byte[] request, String words) {
        refused(request, Code.MALFORMED_REQUEST, "The request's signature algorithm " + words + ".");
    }

    private static void refused(byte[] request, Code code, String words) {
        assertThatThrownBy(() -> CertificationRequest.parse(request))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        CaException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static byte[] request(KeyPair pair, JcaContentSignerBuilder signer) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=any"), pair.getPublic())
                .build(signer.build(pair.getPrivate()))
                .getEncoded();
    }

    private static JcaContentSignerBuilder pss(String hash, int salt) {
        var parameters = new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1);
        return new JcaContentSignerBuilder("RSASSA-PSS", parameters).setProvider(new BouncyCastleProvider());
    }

    private static KeyPair ec(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static KeyPair rsa(int bits) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static KeyPair pair(String algorithm) throws Exception {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }
}

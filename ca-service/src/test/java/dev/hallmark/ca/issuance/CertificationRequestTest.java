package dev.hallmark.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.CaException.Code;
import dev.hallmark.testkit.TestDevice;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

class CertificationRequestTest {

    private static final TestDevice DEVICE = TestDevice.unmet();
    private static final byte[] GOOD = DEVICE.request("CN=any");

    @Test
    void twoSignaturesOfOneRequestAreOneRequest() {
        var first = CertificationRequest.parse(GOOD);
        var second = CertificationRequest.parse(DEVICE.request("CN=any"));

        assertThat(second.infoDigest()).isEqualTo(first.infoDigest());
        assertThat(second.key()).isEqualTo(TestDevice.publicKey(DEVICE.key()));
        assertThat(CertificationRequest.parse(DEVICE.request("CN=other")).infoDigest())
                .isNotEqualTo(first.infoDigest());
    }

    @Property(tries = 2000)
    void anyChangedOctetIsRefused(
            @ForAll @IntRange(max = 10_000) int place, @ForAll @IntRange(min = 1, max = 255) int by) {
        var changed = GOOD.clone();
        changed[place % changed.length] ^= (byte) by;

        assertRefused(changed);
    }

    @Property(tries = 1000)
    void anyCutOrContinuedRequestIsRefused(@ForAll @IntRange(max = 10_000) int length, @ForAll byte octet) {
        var cut = Arrays.copyOf(GOOD, length % GOOD.length);
        var longer = Arrays.copyOf(GOOD, GOOD.length + 1);
        longer[GOOD.length] = octet;

        assertRefused(cut);
        assertRefused(longer);
    }

    @Property(tries = 2000)
    void anyOctetsAreRefusedAsARequest(@ForAll @Size(max = 300) byte[] octets) {
        assertRefused(octets);
    }

    @Test
    void aRequestSignedByAnotherKeyIsRefused() {
        var other = TestDevice.unmet();
        var forged = request(new KeyPair(DEVICE.key().getPublic(), other.key().getPrivate()), "SHA256withECDSA", null);

        assertCode(Code.MALFORMED_REQUEST, forged);
    }

    @Test
    void aCurveThatIsNotAcceptedIsRefused() throws GeneralSecurityException {
        assertCode(Code.MALFORMED_REQUEST, request(pair("EC", "secp521r1"), "SHA512withECDSA", null));
    }

    @Test
    void anAuthorityIsNotAskedFor() throws IOException {
        var asked = new ExtensionsGenerator();
        asked.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));

        assertCode(Code.REQUEST_NOT_ALLOWED, request(DEVICE.key(), "SHA256withECDSA", asked.generate()));
    }

    @Test
    void adviceIsReadWithinLimits() throws IOException {
        assertThat(CertificationRequest.parse(request(DEVICE.key(), "SHA256withECDSA", extensions(32)))
                        .key())
                .isNotNull();
        assertCode(Code.MALFORMED_REQUEST, request(DEVICE.key(), "SHA256withECDSA", extensions(33)));
        assertCode(Code.REQUEST_TOO_LARGE, request(DEVICE.key(), "SHA256withECDSA", extensions(10_000)));
    }

    private static Extensions extensions(int count) throws IOException {
        var asked = new ExtensionsGenerator();
        for (var i = 0; i < count; i++) {
            asked.addExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999." + i), false, DERNull.INSTANCE);
        }
        return asked.generate();
    }

    private static byte[] request(KeyPair key, String algorithm, Extensions asked) {
        var builder = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=any"), key.getPublic());
        if (asked != null) {
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, asked);
        }
        try {
            return builder.build(new JcaContentSignerBuilder(algorithm).build(key.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair pair(String algorithm, String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (curve != null) {
            generator.initialize(new ECGenParameterSpec(curve));
        }
        return generator.generateKeyPair();
    }

    private static void assertRefused(byte[] der) {
        assertThatThrownBy(() -> CertificationRequest.parse(der)).isInstanceOf(CaException.class);
    }

    private static void assertCode(Code code, byte[] der) {
        assertThatThrownBy(() -> CertificationRequest.parse(der))
                .isInstanceOfSatisfying(
                        CaException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}

package dev.hallmark.attestation.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import COSE.AlgorithmID;
import COSE.Attribute;
import COSE.HeaderKeys;
import COSE.OneKey;
import COSE.Sign1Message;
import com.upokecenter.cbor.CBORObject;
import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestCwt;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.challenge.ChallengeId;
import dev.hallmark.attestation.challenge.ConsumedChallenge;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.attestation.Confirmation;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EatCwtVerifierTest {

    private final EatCwtVerifier verifier = new EatCwtVerifier();
    private final TestDevice device = TestDevice.create();
    private final TestChallenge asked = new TestChallenge(
            "AAECAwQFBgcICQoLDA0ODw",
            Base64.getUrlEncoder().withoutPadding().encodeToString(Vectors.from(0x20)),
            Vectors.AUDIENCE);

    /** Signed by another implementation of COSE. */
    @Test
    void takesEveryClaim() throws Exception {
        var thumbprint = Vectors.from(0x60);
        var claims = claims().Add(8, CBORObject.NewMap().Add(5, thumbprint))
                .Add(267, 3)
                .Add(270, "fw")
                .Add(271, CBORObject.NewArray().Add("7"))
                .Add(263, 1)
                .Add(273, CBORObject.NewArray())
                .Add(-75_002, device.publicKey())
                .Add(999, "unknown");
        var message = new Sign1Message();
        message.SetContent(claims.EncodeToBytes());
        message.addAttribute(HeaderKeys.Algorithm, AlgorithmID.ECDSA_256.AsCBOR(), Attribute.PROTECTED);
        message.sign(new OneKey(device.keys().getPublic(), device.keys().getPrivate()));

        var evidence = verifier.verify(message.EncodeToBytes(), expected());

        assertThat(evidence.confirmation()).isEqualTo(Confirmation.ofCose(thumbprint));
        assertThat(evidence.bound()).isTrue();
        assertThat(evidence.bootcount()).isEqualTo(OptionalLong.of(3));
        assertThat(evidence.softwareVersion()).isEqualTo(OptionalLong.of(7));
        assertThat(evidence.claims().toString())
                .contains("\"swname\":\"fw\"", "\"dbgstat\":\"disabled\"", "\"measurements\":\"gA\"", "firmware_key");
    }

    @Test
    void anAbsentConfirmationIsTheIdentityKeyAndAnAbsentBindingIsForThePolicy() throws Exception {
        var evidence = verifier.verify(
                TestCwt.signed(device, TestCwt.header(device), TestCwt.claims(device, asked, Optional.empty())),
                expected());

        assertThat(evidence.confirmation()).isEqualTo(Confirmation.ofJwk(device.thumbprint()));
        assertThat(evidence.bound()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-7, -9})
    void takesBothNumbersOfEs256(int algorithm) throws Exception {
        var header = CBORObject.NewMap().Add(1, algorithm);

        assertThat(verifier.verify(TestCwt.signed(device, header, claims()), expected()))
                .isNotNull();
    }

    /** ES384, HS256, EdDSA, ML-DSA-44, none (reserved), and what is no number. */
    @ParameterizedTest
    @ValueSource(strings = {"-35", "5", "-8", "-48", "0", "\"ES256\"", "null", "true", "18446744073709551615"})
    void theKeySaysTheAlgorithm(String algorithm) {
        var header = CBORObject.NewMap().Add(CBORObject.FromObject(1), CBORObject.FromJSONString(algorithm));

        refused(TestCwt.signed(device, header, claims()), RefusalReason.ALGORITHM);
    }

    /** crit, content type, x5chain, x5t, x5u, COSE_Key, typ: a header brings no key and no rules. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 16, 33, 34, 35, -1})
    void otherHeadersAreRefused(int label) {
        var value = CBORObject.NewArray().Add(1);
        var header = TestCwt.header(device).Add(label, value);
        var open = CBORObject.NewMap().Add(label, value);
        var plain = TestCwt.header(device).EncodeToBytes();

        refused(TestCwt.signed(device, header, claims()), RefusalReason.MALFORMED);
        refused(TestCwt.signed(device, plain, open, claims().EncodeToBytes()), RefusalReason.MALFORMED);
    }

    @Test
    void theKeyIdIsTheDevices() throws Exception {
        var kid = CBORObject.NewMap().Add(4, device.id().bytes());
        var other = CBORObject.NewMap().Add(4, Vectors.from(0));
        var alone = CBORObject.NewMap().Add(1, -7).EncodeToBytes();
        var payload = claims().EncodeToBytes();

        assertThat(verifier.verify(TestCwt.signed(device, alone, kid, payload), expected()))
                .isNotNull();
        refused(TestCwt.signed(device, alone, other, payload), RefusalReason.KEY);
        refused(TestCwt.signed(device, TestCwt.header(device).EncodeToBytes(), kid, payload), RefusalReason.MALFORMED);
    }

    @Test
    void eachClaimMustBeTheChallenges() {
        spoiled(claims -> claims.Set(10, Vectors.from(0)), RefusalReason.NONCE);
        spoiled(claims -> claims.Set(3, "urn:other"), RefusalReason.AUDIENCE);
        spoiled(claims -> claims.Set(265, "tag:other"), RefusalReason.PROFILE);
        spoiled(claims -> claims.Set(256, Vectors.from(0)), RefusalReason.UEID);
        spoiled(claims -> claims.Set(-75_001, Vectors.from(0)), RefusalReason.BINDING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | \"text\"", "3 | [\"a\"]", "265 | 1", "256 | \"text\"", "-75001 | 1", "8 | \"text\"", "8 | {}",
                "267 | -1", "267 | 1.5", "267 | 18446744073709551615", "263 | 5", "271 | \"7\"", "271 | []",
                        "271 | [7]",
                "271 | [\"7\",1,2]", "273 | 1", "270 | 1", "-75002 | \"text\""
            })
    void claimsMustHaveTheirTypes(int label, String value) {
        spoiled(claims -> claims.Set(label, CBORObject.FromJSONString(value)), RefusalReason.MALFORMED);
    }

    @Test
    void whatIsSignedIsWhatCounts() {
        var good = TestCwt.signed(device, TestCwt.header(device), claims());
        good[good.length - 1] ^= 1;
        refused(good, RefusalReason.SIGNATURE);
        var other = TestDevice.create();
        var forged = TestCwt.signed(
                other, TestCwt.header(device).EncodeToBytes(), CBORObject.NewMap(), claims().EncodeToBytes());
        refused(forged, RefusalReason.SIGNATURE);
    }

    private void spoiled(Consumer<CBORObject> spoil, RefusalReason reason) {
        var claims = claims();
        spoil.accept(claims);
        refused(TestCwt.signed(device, TestCwt.header(device), claims), reason);
    }

    private void refused(byte[] body, RefusalReason reason) {
        assertThatThrownBy(() -> verifier.verify(body, expected()))
                .isInstanceOf(EvidenceRefused.class)
                .hasMessage(reason.text());
    }

    private CBORObject claims() {
        return TestCwt.claims(device, asked, Optional.of(Vectors.from(0x40)));
    }

    private Expectation expected() {
        var challenge = new ConsumedChallenge(
                ChallengeId.parse(asked.id()).orElseThrow(),
                Vectors.from(0x20),
                device.publicKey(),
                Vectors.from(0x40),
                Optional.empty(),
                false,
                Vectors.device(device.id().hex(), Optional.empty(), OptionalLong.empty()),
                Vectors.policy(List.of(), List.of(), false));
        return Vectors.expected(challenge, Vectors.connection());
    }
}

package dev.hallmark.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.CaException.Code;
import dev.hallmark.ca.state.CertificateState;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssuanceDecisionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final byte[] KEY = {1};
    private static final byte[] OTHER_KEY = {2};
    private static final byte[] REQUEST = {3};
    private static final Intent PLANNED = intent("99", KEY, NOW.plus(Duration.ofDays(60)), 1);

    @Test
    void aDeviceWithoutOneGetsANewOne() {
        assertThat(decide()).isEqualTo(new IssuanceDecision.New(Optional.empty(), Optional.empty()));
    }

    @Test
    void theSameRequestWithTheSameTokenIsAnsweredWithTheSame() {
        for (var state : List.of(CertificateState.PENDING, CertificateState.ACTIVE)) {
            var used = known("1", KEY, state, true, REQUEST);

            assertThat(decide(used)).isEqualTo(new IssuanceDecision.Existing(used));
        }
    }

    @Test
    void aTokenIsGoodForOneRequest() {
        assertRefused(Code.TOKEN_USED, known("1", KEY, CertificateState.ACTIVE, true, new byte[] {4}));
    }

    @Test
    void aTokenWhoseCertificateWasRevokedIsUsedUp() {
        assertRefused(Code.ENROLMENT_REFUSED, known("1", KEY, CertificateState.REVOKED, false, REQUEST));
        assertRefused(Code.ENROLMENT_REFUSED, known("1", KEY, CertificateState.ABANDONED, false, REQUEST));
    }

    @Test
    void aNewTokenForAKeyIsAnsweredWithItsCertificateOrIntent() {
        for (var state : List.of(CertificateState.PENDING, CertificateState.ACTIVE)) {
            var there = known("1", KEY, state, true, null);

            assertThat(decide(there)).isEqualTo(new IssuanceDecision.Existing(there));
        }
    }

    @Test
    void insideTheRenewalWindowAKeyGetsANewOne() {
        var aging = new CertificateRecord(
                intent("1", KEY, NOW, 1),
                CertificateState.ACTIVE,
                Optional.of(new byte[0]),
                true,
                NOW.plusSeconds(1),
                Optional.empty());

        assertThat(decide(aging))
                .isEqualTo(new IssuanceDecision.New(
                        Optional.of(new SerialNumber("1")), Optional.of(new SerialNumber("1"))));
    }

    @Test
    void onOtherTermsAKeyGetsANewOne() {
        var formerGeneration = new CertificateRecord(
                intent("1", KEY, NOW.plus(Duration.ofDays(60)), 0),
                CertificateState.ACTIVE,
                Optional.of(new byte[0]),
                true,
                NOW.plusSeconds(1),
                Optional.empty());

        assertThat(decide(formerGeneration))
                .isEqualTo(new IssuanceDecision.New(
                        Optional.of(new SerialNumber("1")), Optional.of(new SerialNumber("1"))));
    }

    @Test
    void aNewKeyGetsANewOneThatReplacesTheActiveOne() {
        var active = known("1", OTHER_KEY, CertificateState.ACTIVE, true, null);
        var begun = known("2", OTHER_KEY, CertificateState.PENDING, true, null);

        assertThat(decide(begun, active))
                .isEqualTo(new IssuanceDecision.New(Optional.of(new SerialNumber("1")), Optional.empty()));
    }

    @Test
    void aDeviceWithAHeldOneGetsNoOther() {
        for (var key : List.of(KEY, OTHER_KEY)) {
            assertRefused(Code.ENROLMENT_REFUSED, known("1", key, CertificateState.HELD, true, null));
        }
        assertRefused(Code.ENROLMENT_REFUSED, known("1", KEY, CertificateState.HELD, true, REQUEST));
    }

    @Test
    void aHeldOneThatWasReplacedDoesNotStandInTheWay() {
        var replaced = known("1", KEY, CertificateState.HELD, false, null);

        assertThat(decide(replaced)).isEqualTo(new IssuanceDecision.New(Optional.empty(), Optional.empty()));
    }

    @Test
    void aCertificateIsRenewedForANewKey() {
        assertThat(renew(known("1", OTHER_KEY, CertificateState.ACTIVE, true, null)))
                .isEqualTo(new IssuanceDecision.New(Optional.of(new SerialNumber("1")), Optional.empty()));
    }

    @Test
    void beforeItsWindowACertificateIsRenewedByItself() {
        var current = known("1", KEY, CertificateState.ACTIVE, true, null);

        assertThat(renew(current)).isEqualTo(new IssuanceDecision.Existing(current));
    }

    @Test
    void aLostAnswerIsGivenAgainWhileTheGraceLasts() {
        var current = known("1", OTHER_KEY, CertificateState.ACTIVE, false, null);
        var next = known("2", KEY, CertificateState.ACTIVE, true, REQUEST);

        assertThat(renew(current, next)).isEqualTo(new IssuanceDecision.Existing(next));
    }

    @Test
    void aCertificateThatWasReplacedGetsNoThirdOne() {
        var current = known("1", OTHER_KEY, CertificateState.ACTIVE, false, null);
        var next = known("2", new byte[] {9}, CertificateState.ACTIVE, true, null);

        assertRenewalRefused(current, next);
    }

    @Test
    void whatIsNotGoodAnyMoreIsNotRenewed() {
        for (var state : List.of(
                CertificateState.PENDING,
                CertificateState.HELD,
                CertificateState.REVOKED,
                CertificateState.ABANDONED)) {
            assertRenewalRefused(known("1", KEY, state, true, null));
        }
        assertRenewalRefused(new CertificateRecord(
                intent("1", KEY, NOW, 1),
                CertificateState.ACTIVE,
                Optional.of(new byte[0]),
                true,
                NOW,
                Optional.empty()));
    }

    private static void assertRenewalRefused(CertificateRecord... known) {
        assertThatThrownBy(() -> assertThat(renew(known)).isNull())
                .isInstanceOfSatisfying(
                        CaException.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.ENROLMENT_REFUSED));
    }

    private static IssuanceDecision decide(CertificateRecord... known) {
        return IssuanceDecision.of(List.of(known), PLANNED, request(Optional.empty()), NOW);
    }

    private static IssuanceDecision renew(CertificateRecord... known) {
        return IssuanceDecision.of(
                List.of(known), PLANNED, request(Optional.of(known[0].intent().serial())), NOW);
    }

    private static IssuanceRequest request(Optional<SerialNumber> current) {
        return new IssuanceRequest(
                PLANNED.tenant(),
                PLANNED.device(),
                null,
                new CertificationRequest(null, REQUEST),
                PLANNED.terms(),
                1,
                new IssuanceRequest.Authorization("token", NOW),
                current);
    }

    private static void assertRefused(Code code, CertificateRecord known) {
        assertThatThrownBy(() -> assertThat(decide(known)).isNull())
                .isInstanceOfSatisfying(
                        CaException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static CertificateRecord known(
            String serial, byte[] key, CertificateState state, boolean open, byte[] authorizedRequest) {
        return new CertificateRecord(
                intent(serial, key, NOW.plus(Duration.ofDays(60)), 1),
                state,
                state == CertificateState.PENDING ? Optional.empty() : Optional.of(new byte[0]),
                open,
                NOW.plusSeconds(1),
                Optional.ofNullable(authorizedRequest));
    }

    private static Intent intent(String serial, byte[] key, Instant renewAfter, int generation) {
        return new Intent(
                new SerialNumber(serial),
                TenantId.of("default"),
                "default-issuing-1",
                DeviceId.of(new byte[32]),
                key,
                new Intent.Terms("default", "b", "p", generation),
                1,
                NOW.minus(Duration.ofDays(1)),
                renewAfter.plus(Duration.ofDays(30)),
                renewAfter,
                0,
                null,
                new byte[0]);
    }
}

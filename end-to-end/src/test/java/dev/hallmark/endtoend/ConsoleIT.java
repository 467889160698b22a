package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.device.mqtt.MqttSession;
import dev.hallmark.device.onboarding.Arrival;
import dev.hallmark.endtoend.system.Browser;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people see and do in a real browser. */
class ConsoleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CUT_OFF = Duration.ofSeconds(5);

    private static Browser browser;
    private static List<Arrival> arrivals;
    private static String device;
    private static String other;

    @BeforeAll
    static void devicesAreOnboarded() throws Exception {
        var sandbox = Sandbox.running();
        var operator = new Operator(sandbox);
        var fleet = Fleet.of(sandbox);
        var keys = Fleet.make(2);
        device = Fleet.ids(keys).getFirst();
        other = Fleet.ids(keys).getLast();
        var batch = operator.welcome(Fleet.ids(keys));
        arrivals = fleet.onboard(keys);
        assertThat(arrivals).as("arrivals in " + batch).hasSize(2);
        browser = new Browser(sandbox);
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void anOperatorSignsInFindsADeviceAndRevokesIt() throws Exception {
        // Given
        browser.open("/sign-in");
        browser.examine("sign-in");
        browser.signIn("operator");
        browser.examine("overview");
        browser.pictureOnAPhone("overview");

        // When: the list follows what is typed
        browser.open("/devices");
        browser.examine("devices");
        browser.field("q").type(device.substring(0, 20));
        await().atMost(PATIENCE).until(() -> browser.address().contains("q=" + device.substring(0, 20)));
        browser.find("#devices tbody").shows("dev-" + device.substring(0, 32));
        browser.find("a[href='/devices/" + device + "']").click();

        // Then
        assertThat(browser.find("#timeline").isDisplayed()).isTrue();
        assertThat(browser.text()).contains("The device can connect with it.", "Got a certificate", "localhost");
        browser.examine("device");
        browser.pictureOnAPhone("device");

        // When: what cannot be taken back asks for the name
        var arrival = arrivals.getFirst();
        try (var session = MqttSession.open(arrival.connection(), arrival.certificate(), message -> {})) {
            browser.find("[data-dialog=revoke]").click();
            browser.picture("device-revoke");
            browser.find("#revoke-reason").type("keyCompromise");
            assertThat(browser.find("#revoke [type=submit]").isEnabled()).isFalse();
            browser.find("#revoke-confirmation").type("dev-" + device.substring(0, 32));
            assertThat(session.isOpen()).isTrue();
            browser.find("#revoke [type=submit]").click();

            // Then: Mosquitto ends its session
            browser.find("[role=status]").shows("revoked");
            assertThat(session.closed().get(CUT_OFF.toSeconds(), TimeUnit.SECONDS))
                    .isNotNull();
        }
    }

    @Test
    void anAdminMakesATokenSeesItOnceAndRevokesIt() {
        // Given
        browser.signIn("admin");
        browser.open("/settings/tokens/new");
        browser.examine("token-new");

        // When
        browser.field("name").type("line 7");
        browser.find("input[value='registrations:add']").click();
        browser.find("main [type=submit]").click();

        // Then
        var token = browser.find("#token").value();
        assertThat(token).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        browser.picture("token-made");
        browser.find("[data-copy]").click();
        browser.find("a[href='/settings/tokens'].btn").click();
        browser.examine("tokens");
        browser.pictureOnAPhone("tokens");
        assertThat(browser.text()).contains("line 7", "register devices").doesNotContain(token);

        // When
        browser.find("[data-dialog^=revoke]").click();
        browser.picture("token-revoke");
        browser.find("dialog[open] [name=reason]").type("the line was sold");
        assertThat(browser.find("dialog[open] [type=submit]").isEnabled()).isFalse();
        browser.find("dialog[open] [name=confirmation]").type("line 7");
        browser.find("dialog[open] [type=submit]").click();

        // Then
        browser.find("tbody tr").shows("line 7", "revoked");
    }

    @Test
    void anOperatorFindsACertificateHoldsAndReleasesIt() {
        // Given
        var name = "dev-" + other.substring(0, 32);
        browser.signIn("operator");

        // When
        browser.open("/certificates");
        browser.examine("certificates");
        browser.pictureOnAPhone("certificates");
        browser.field("q").type(name);
        await().atMost(PATIENCE).until(() -> browser.address().contains("q=" + name));
        browser.find("#certificates tbody a[href^='/certificates/']").click();

        // Then
        browser.find("#chain");
        assertThat(browser.text()).contains(name, "The device can connect with it.", "Root", "Issuing authority");
        browser.examine("certificate");
        browser.pictureOnAPhone("certificate");

        // When
        browser.find("[data-dialog=revoke]").click();
        browser.picture("certificate-revoke");
        assertThat(browser.find("#revoke [type=submit]").isEnabled()).isFalse();
        browser.find("#revoke [data-close]").click();
        browser.find("[data-dialog=hold]").click();
        browser.find("#hold-reason").type("stolen");
        browser.find("#hold [type=submit]").click();

        // Then
        browser.find("[role=status]").shows("on hold");
        browser.find("[data-dialog=release]").click();
        browser.find("#release-reason").type("found");
        browser.find("#release [type=submit]").click();
        browser.find("[role=status]").shows("released");
        browser.open("/certificates/authorities");
        assertThat(browser.text()).contains("Number ", "Next by");
        browser.examine("authorities");
    }

    @Test
    void anAdminReadsTheAuditTrailAndHasItSigned() {
        // Given
        browser.signIn("admin");

        // When
        browser.open("/audit");
        browser.examine("audit");
        browser.pictureOnAPhone("audit");
        browser.find("[data-dialog=outside]").click();
        browser.picture("audit-export");
        browser.find("#outside form[action='/audit/checkpoint'] [type=submit]").click();

        // Then
        browser.find("[role=status]").shows("signed");
        browser.open("/audit?what=sign-in");
        browser.find("#records tbody a[href^='/audit/']").click();
        browser.find("#happened");
        assertThat(browser.text()).contains("Signed in");
        browser.examine("audit-record");
    }

    @Test
    void everybodySeesTheSettingsTheyAreAllowedTo() {
        // Given
        browser.signIn("viewer");

        // Then
        for (var page : List.of("targets", "targets/mosquitto", "roles", "health")) {
            browser.open("/settings/" + page);
            browser.find("nav [aria-current=page][href^='/settings/']");
            browser.examine("settings-" + page.replace('/', '-'));
            browser.pictureOnAPhone("settings-" + page.replace('/', '-'));
        }
        assertThat(browser.count("tbody .bg-green-lt")).as(browser.text()).isPositive();
        assertThat(browser.count("tbody .bg-red-lt")).as(browser.text()).isZero();
    }
}

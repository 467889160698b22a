package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.endtoend.system.Browser;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people see and do in a real browser. */
class ConsoleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Browser browser;
    private static String device;

    @BeforeAll
    static void aDeviceIsOnboarded() throws Exception {
        var sandbox = Sandbox.running();
        var operator = new Operator(sandbox);
        var fleet = Fleet.of(sandbox);
        var keys = Fleet.make(1);
        device = Fleet.ids(keys).getFirst();
        var batch = operator.welcome(Fleet.ids(keys));
        assertThat(fleet.onboard(keys)).as("arrivals in " + batch).hasSize(1);
        browser = new Browser(sandbox);
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void anOperatorSignsInFindsADeviceAndRevokesIt() {
        // Given
        browser.open("/sign-in");
        browser.examine("sign-in");
        browser.signIn("operator");
        browser.examine("overview");
        browser.pictureOnAPhone("overview");

        // When: the list follows what is typed
        browser.open("/devices");
        browser.examine("devices");
        browser.field("q").sendKeys(device.substring(0, 20));
        await().atMost(PATIENCE).until(() -> browser.address().contains("q=" + device.substring(0, 20)));
        assertThat(browser.find("#devices tbody").getText()).contains("dev-" + device.substring(0, 32));
        browser.find("a[href='/devices/" + device + "']").click();

        // Then
        assertThat(browser.find("#timeline").isDisplayed()).isTrue();
        assertThat(browser.text()).contains("The device can connect", "Got a certificate", "localhost");
        browser.examine("device");
        browser.pictureOnAPhone("device");

        // When: what cannot be taken back asks for the name
        browser.find("[data-dialog=revoke]").click();
        browser.picture("device-revoke");
        browser.find("#revoke-reason").sendKeys("keyCompromise");
        assertThat(browser.find("#revoke [type=submit]").isEnabled()).isFalse();
        browser.find("#revoke-confirmation").sendKeys("dev-" + device.substring(0, 32));
        browser.find("#revoke [type=submit]").click();

        // Then
        assertThat(browser.find("[role=status]").getText()).contains("revoked");
    }

    @Test
    void anAdminMakesATokenSeesItOnceAndRevokesIt() {
        // Given
        browser.signIn("admin");
        browser.open("/settings/tokens/new");
        browser.examine("token-new");

        // When
        browser.field("name").sendKeys("line 7");
        browser.find("input[value='registrations:add']").click();
        browser.find("main [type=submit]").click();

        // Then
        var token = browser.find("#token").getDomProperty("value");
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
        browser.find("dialog[open] [name=reason]").sendKeys("the line was sold");
        assertThat(browser.find("dialog[open] [type=submit]").isEnabled()).isFalse();
        browser.find("dialog[open] [name=confirmation]").sendKeys("line 7");
        browser.find("dialog[open] [type=submit]").click();

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(browser.find("tbody tr").getText()).contains("line 7", "revoked"));
    }
}

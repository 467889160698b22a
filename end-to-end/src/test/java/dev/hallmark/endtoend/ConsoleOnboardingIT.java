package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.Browser;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Batches, policies and the six steps of onboarding in a real browser. */
class ConsoleOnboardingIT {

    private static final int ROWS = 1000;
    private static final String BATCH = "Hall 3 <b>lamps " + HexFormat.of().formatHex(random(4));

    private static Browser browser;

    @TempDir
    private Path files;

    @BeforeAll
    static void open() {
        browser = new Browser(Sandbox.running());
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void aFileIsCheckedImportedCorrectedAndImportedAgain() throws IOException {
        // Given
        var good = Stream.generate(() -> HexFormat.of().formatHex(random(32)))
                .limit(ROWS)
                .toList();
        var bad = new ArrayList<>(good);
        bad.set(ROWS / 2, "beef");
        browser.signIn("operator");

        // When: a policy, a batch, a file
        browser.open("/onboard");
        browser.examine("onboard-policy");
        browser.find("a[href^='/onboard/batch']").click();
        browser.field("name");
        browser.examine("onboard-batch");
        browser.field("name").type(BATCH);
        browser.field("registerOnImport").click();
        browser.find("main form [type=submit]").click();
        browser.find("[data-upload]");
        browser.examine("onboard-file");
        browser.pictureOnAPhone("onboard-file");
        send(bad);

        // Then: nothing is imported before somebody has read this
        browser.find("#review").shows("Devices that come into “" + BATCH + "” when you start: 999");
        browser.find("main").shows("These rows cannot be read", "Line 502: a device id has 64");
        browser.examine("onboard-review");

        // When
        browser.find("main form [type=submit]").click();

        // Then
        browser.find(".counters").shows("1000", "999");
        browser.find("main").shows("How far the devices of “" + BATCH + "” are", "999 of 999");
        browser.examine("onboard-watch");
        browser.pictureOnAPhone("onboard-watch");

        // When: the row is corrected, and the whole file dropped again
        browser.find("a.btn-primary[href^='/onboard/file']").click();
        browser.find("[data-upload]");
        send(good);
        browser.find("#review").showsPattern(": 1$");
        browser.find("main form [type=submit]").click();

        // Then
        browser.find(".counters").shows("999");
        browser.find("main").shows("1000 of 1000");
        browser.find(".page-pretitle a").click();
        browser.find("[data-dialog=move]");
        assertThat(browser.text()).contains(BATCH, "Devices: 1000");
        browser.examine("batch");
        browser.find("[data-dialog=move]").click();
        browser.picture("batch-move");
        browser.open("/batches");
        browser.examine("batches");
    }

    /** By the keyboard alone. */
    @Test
    void simulatedDevicesComeToTheLastStep() {
        // Given
        browser.signIn("operator");
        browser.open("/onboard");
        enter("a[href^='/onboard/batch']");
        browser.tabTo("[name=name]");
        browser.press("simulated " + HexFormat.of().formatHex(random(4)));
        enter("main form [type=submit]");

        // When
        enter("form[action^='/onboard/simulated'] [type=submit]");
        browser.find("#review");
        browser.tabTo("[name=register]");
        browser.press(Keys.SPACE);
        enter("main form [type=submit]");

        // Then
        browser.find(".counters");
        browser.find(".funnel").showsPattern("onboarded\\s+10 of 10");
        browser.examine("onboard-simulated");
    }

    @Test
    void aPolicyIsMadeAndAChangeIsShownBeforeItIsSaved() {
        // Given
        var name = "hall-" + HexFormat.of().formatHex(random(4));
        browser.signIn("operator");
        browser.open("/policies");
        browser.examine("policies");

        // When
        browser.open("/policies/new");
        browser.examine("policy-new");
        browser.field("name").type(name);
        browser.field("setting.host").type("mqtt.example.com");
        browser.find("main form [type=submit]").click();

        // Then
        browser.find("#proof");
        assertThat(browser.text()).contains(name, "mqtt.example.com", "8883");
        browser.examine("policy");

        // When
        browser.find("a[href$='/edit']").click();
        browser.field("setting.port").clear();
        browser.field("setting.port").type("8884");
        browser.find("main form [type=submit]").click();

        // Then
        browser.find("main table");
        assertThat(browser.text()).contains("8884", "Save as version 2");
        browser.picture("policy-preview");

        // When
        browser.find("main form [type=submit]").click();

        // Then
        browser.find("#history");
        assertThat(browser.text()).contains("8884", "Version 2");
    }

    private static void enter(String selector) {
        browser.tabTo(selector);
        browser.press(Keys.ENTER);
    }

    private void send(List<String> ids) throws IOException {
        var file = Files.write(
                files.resolve("lamps.csv"),
                Stream.concat(Stream.of("deviceId"), ids.stream()).toList());
        browser.find("#file").type(file.toString());
    }

    private static byte[] random(int length) {
        var octets = new byte[length];
        new SecureRandom().nextBytes(octets);
        return octets;
    }
}

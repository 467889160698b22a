package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.endtoend.system.Browser;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The console for whoever may only look, uses no mouse, reads German, or has just run the demo. */
class ConsolePeopleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LINK = Pattern.compile("http://\\S+/sign-in/link\\?code=\\S+");
    private static final int MOST_PAGES = 60;

    private static final Sandbox SANDBOX = Sandbox.running();
    private static String device;

    @BeforeAll
    static void aDeviceIsOnboarded() throws Exception {
        var keys = Fleet.make(1);
        device = Fleet.ids(keys).getFirst();
        new Operator(SANDBOX).welcome(List.of(device));
        assertThat(Fleet.of(SANDBOX).onboard(keys)).hasSize(1);
    }

    /** Follows every link of every page, each kind of page once. */
    @Test
    void aViewerIsOfferedNothingThatWouldBeRefused() {
        try (var browser = new Browser(SANDBOX)) {
            // Given
            browser.signIn("viewer");
            var kinds = new HashSet<String>();
            var pages = new ArrayDeque<>(List.of("/", "/devices/" + device));

            // Then
            while (!pages.isEmpty()) {
                var page = pages.pop();
                if (kinds.add(kind(page))) {
                    browser.open(page);
                    browser.find("main#content");
                    assertThat(browser.count("main form[method=post], main [data-dialog], main [data-upload]"))
                            .as(page)
                            .isZero();
                    pages.addAll(browser.links());
                }
            }
            assertThat(kinds)
                    .contains(
                            "/", "/devices", "/devices/ID", "/batches", "/policies", "/certificates", "/settings/roles")
                    .doesNotContain("/onboard", "/audit", "/settings/tokens")
                    .hasSizeLessThan(MOST_PAGES);
        }
    }

    private static String kind(String page) {
        return page.replaceAll("[?#].*", "").replaceAll("/[0-9a-f-]{16,}", "/ID");
    }

    @Test
    void aDeviceIsSuspendedAndResumedWithoutAMouse() {
        try (var browser = new Browser(SANDBOX)) {
            // Given: the first field has the focus
            browser.open("/sign-in");
            browser.find("[name=name]:focus");
            browser.press("operator", Keys.TAB, SANDBOX.password("operator"), Keys.ENTER);
            browser.find("form[action='/sign-out']");

            // Then: the navigation can be left out
            browser.tabTo(".skip-link");
            browser.picture("keyboard-skip");
            browser.press(Keys.ENTER);
            browser.find("#content:focus");

            // When
            browser.open("/");
            browser.tabTo("nav a[href='/devices']");
            browser.press(Keys.ENTER);
            browser.find("#devices");
            browser.tabTo("[name=q]");
            browser.press(device.substring(0, 20));
            await().atMost(PATIENCE).until(() -> browser.address().contains("q=" + device.substring(0, 20)));
            browser.tabTo("a[href='/devices/" + device + "']");
            browser.press(Keys.ENTER);

            // Then: a dialog that is left returns to where it was opened
            browser.tabTo("[data-dialog=suspend]");
            browser.press(Keys.ENTER);
            browser.find("dialog#suspend[open]");
            browser.press(Keys.ESCAPE);
            browser.find("[data-dialog=suspend]:focus");
            assertThat(browser.count("dialog[open]")).isZero();

            // When
            browser.press(Keys.ENTER);
            browser.tabTo("#suspend-reason");
            browser.press("on a desk", Keys.ENTER);

            // Then
            browser.find("[role=status]").shows("suspended");
            browser.tabTo("[data-dialog=resume]");
            browser.press(Keys.ENTER);
            browser.tabTo("#resume-reason");
            browser.press("in the hall");
            browser.tabTo("#resume [type=submit]");
            browser.picture("keyboard-resume");
            browser.press(Keys.ENTER);
            browser.find("[role=status]").shows("resumed");
        }
    }

    @Test
    void aBrowserInGermanGetsGermanPages() {
        try (var browser = Browser.inGerman(SANDBOX)) {
            browser.open("/sign-in");
            assertThat(browser.text()).contains("Anmelden", "Passwort");
            browser.signIn("admin");
            var pages = Map.of(
                    "/",
                    "Übersicht",
                    "/onboard",
                    "Geräte aufnehmen",
                    "/devices",
                    "Geräte",
                    "/devices/" + device,
                    "Was geschah",
                    "/batches",
                    "Chargen",
                    "/policies",
                    "Richtlinien",
                    "/certificates",
                    "Zertifikate",
                    "/audit",
                    "Prüfprotokoll",
                    "/settings/roles",
                    "Rollen",
                    "/settings/tokens/new",
                    "Token");
            pages.forEach((page, words) -> {
                browser.open(page);
                browser.find("html[lang=de]");
                browser.find("main").shows(words);
                browser.examine("german-" + kind(page).substring(1).replace('/', '-'));
            });
        }
    }

    @Test
    void theDemoPrintsALinkThatSignsInOnce() throws Exception {
        // Given
        var demo = Commands.tryRun(Sandbox.hallmark(SANDBOX.home(), "demo", "--devices", "1"));
        assertThat(demo.status()).as(demo.output()).isZero();
        var link = LINK.matcher(demo.output());
        assertThat(link.find()).as(demo.output()).isTrue();
        try (var browser = new Browser(SANDBOX)) {
            // When
            browser.follow(link.group());

            // Then
            browser.find("form[action='/sign-out']");
            browser.find(".frame-person").shows("admin");
        }
        try (var other = new Browser(SANDBOX)) {
            other.follow(link.group());
            assertThat(other.text()).contains("can be used once");
            other.examine("sign-in-link-used");
        }
    }
}

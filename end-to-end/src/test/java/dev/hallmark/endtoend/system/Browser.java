package dev.hallmark.endtoend.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, at the console of a sandbox. */
public final class Browser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Dimension DESKTOP = new Dimension(1280, 900);
    private static final int MOST_TABS = 100;

    /** Whether the element with the focus is drawn with an outline or a shadow. */
    private static final String FOCUS =
            """
            const style = getComputedStyle(document.activeElement);
            return style.outlineStyle !== 'none' || style.boxShadow !== 'none';""";

    /** Where the links of this page lead to, as the page says it. */
    private static final String LINKS =
            """
            return [...document.querySelectorAll('a[href]:not([download])')].map(link => link.getAttribute('href'));""";

    /** Whether this is another page than the one that was left, and is there as a whole. */
    private static final String ARRIVED =
            """
            return !window.left && document.readyState === 'complete' && document.body.childElementCount > 0;""";

    /**
     * Examines this page and returns what is serious. Axe's own class for Selenium opens a window with a process of its own
     * for that, sends the half megabyte of its script three times, and gives the window one second.
     */
    private static final String EXAMINATION = axe()
            + """

            return axe.run({resultTypes: ['violations']}).then(results => results.violations
                .filter(rule => ['serious', 'critical'].includes(rule.impact))
                .map(rule => `${rule.id}: ${rule.help} at ${rule.nodes.slice(0, 3).map(node => node.html).join(', ')}`));""";

    private final String console;
    private final Sandbox sandbox;
    private final ChromeDriver driver;

    public Browser(Sandbox sandbox) {
        this(sandbox, "en");
    }

    /** One whose owner reads German. */
    public static Browser inGerman(Sandbox sandbox) {
        return new Browser(sandbox, "de");
    }

    private Browser(Sandbox sandbox, String language) {
        this.console = sandbox.address("console").toString();
        this.sandbox = sandbox;
        this.driver = driver(language);
        driver.manage().window().setSize(DESKTOP);
        driver.manage().timeouts().implicitlyWait(PATIENCE).pageLoadTimeout(Duration.ofMinutes(1));
    }

    private static ChromeDriver driver(String language) {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.SEVERE);
        var options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                // Nothing is clicked while the page still scrolls.
                "--force-prefers-reduced-motion",
                "--lang=" + language,
                "--accept-lang=" + language);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build();
        return new ChromeDriver(service, options);
    }

    /** Signs in as a user of the sandbox. */
    public void signIn(String user) {
        open("/sign-in");
        field("name").type(user);
        field("password").type(sandbox.password(user));
        find("form[action='/sign-in'] [type=submit]").click();
        find("form[action='/sign-out']");
    }

    /** Fills Keycloak's form in, which is shown already. */
    public void signInAtKeycloak(String user) {
        field("username").type(user);
        field("password").type(sandbox.password(user));
        find("#kc-login").click();
    }

    /** The cookies of this page, by name. */
    public Map<String, String> cookies() {
        return driver.manage().getCookies().stream().collect(Collectors.toMap(Cookie::getName, Cookie::getValue));
    }

    /** How many elements a selector finds now. */
    public int count(String selector) {
        driver.manage().timeouts().implicitlyWait(Duration.ZERO);
        try {
            return driver.findElements(By.cssSelector(selector)).size();
        } finally {
            driver.manage().timeouts().implicitlyWait(PATIENCE);
        }
    }

    public void open(String path) {
        follow(console + path);
    }

    /** Opens an address that somebody was given. */
    public void follow(String address) {
        load(() -> driver.get(address));
    }

    /** The driver may return before the next page is there, on a busy machine. */
    private void load(Runnable navigation) {
        driver.executeScript("window.left = true");
        navigation.run();
        await().pollInSameThread()
                .atMost(PATIENCE)
                .ignoreException(JavascriptException.class)
                .until(() -> Boolean.TRUE.equals(driver.executeScript(ARRIVED)));
    }

    /** The pages that this one leads to. */
    public List<String> links() {
        return ((List<?>) driver.executeScript(LINKS))
                .stream()
                        .map(String.class::cast)
                        .filter(address -> address.startsWith("/"))
                        .distinct()
                        .toList();
    }

    /** Types into what has the focus. */
    public void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses the tab key until the element that this selector finds has the focus, and whoever looks sees that it has. */
    public void tabTo(String selector) {
        find(selector);
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            press(Keys.TAB);
            if (count(selector + ":focus") > 0) {
                assertThat(driver.executeScript(FOCUS))
                        .as("the focus on " + selector + " is visible")
                        .isEqualTo(true);
                return;
            }
        }
        throw new AssertionError("the tab key does not lead to " + selector);
    }

    @CanIgnoreReturnValue
    public Element field(String name) {
        return found(By.name(name));
    }

    /** The first element that a selector finds, as soon as there is one. */
    @CanIgnoreReturnValue
    public Element find(String selector) {
        return found(By.cssSelector(selector));
    }

    private Element found(By selector) {
        try {
            driver.findElement(selector);
        } catch (NoSuchElementException e) {
            var page = driver.findElement(By.tagName("body")).getText();
            throw new AssertionError("%s does not show %s, but: %s".formatted(address(), selector, page), e);
        }
        return new Element(driver, selector);
    }

    public String text() {
        return find("body").text();
    }

    public String address() {
        return driver.getCurrentUrl();
    }

    /** Takes a picture of this page in both themes, and finds nothing serious in its accessibility in either. */
    public void examine(String name) {
        for (var theme : List.of("light", "dark")) {
            show(name, theme);
            assertThat(count("frame, iframe"))
                    .as("frames of " + name + ", which would not be examined")
                    .isZero();
            assertThat((List<?>) driver.executeScript(EXAMINATION))
                    .as(name + " in the " + theme + " theme")
                    .isEmpty();
        }
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .extracting(LogEntry::getMessage)
                .as("what the browser refused or failed at on " + name)
                .noneMatch(message -> message.contains("Content Security Policy") || message.contains("Error"));
    }

    private void show(String name, String theme) {
        driver.manage()
                .addCookie(new Cookie.Builder("hallmark-theme", theme).path("/").build());
        load(driver.navigate()::refresh);
        picture(name + "-" + theme);
    }

    /** The same on the screen of a phone, without the examination. */
    public void pictureOnAPhone(String name) {
        driver.manage().window().setSize(new Dimension(390, 844));
        load(driver.navigate()::refresh);
        picture(name + "-phone");
        var overflow = driver.executeScript("return document.documentElement.scrollWidth - window.innerWidth");
        driver.manage().window().setSize(DESKTOP);
        assertThat((Long) overflow).as(name + " is no wider than a phone").isNotPositive();
    }

    /** The file of a picture of what is seen now. */
    @CanIgnoreReturnValue
    public Path picture(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            return Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String axe() {
        try (var script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}

package dev.hallmark.endtoend.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** What a selector finds first on the page that is shown. It is found again for each use, since pages replace their parts. */
public final class Element {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WebDriver driver;
    private final By selector;

    Element(WebDriver driver, By selector) {
        this.driver = driver;
        this.selector = selector;
    }

    public void click() {
        act(WebElement::click);
    }

    public void type(CharSequence... keys) {
        act(element -> element.sendKeys(keys));
    }

    public void clear() {
        act(WebElement::clear);
    }

    public String text() {
        return use(WebElement::getText);
    }

    public String value() {
        return use(element -> element.getDomProperty("value"));
    }

    public boolean isDisplayed() {
        return use(WebElement::isDisplayed);
    }

    public boolean isEnabled() {
        return use(WebElement::isEnabled);
    }

    /** Waits until all of these words are shown in it. */
    public void shows(String... words) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(text()).as(selector.toString()).contains(words));
    }

    /** Waits until what is shown in it matches a pattern. */
    public void showsPattern(String pattern) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(text()).as(selector.toString()).containsPattern(pattern));
    }

    private void act(Consumer<WebElement> action) {
        use(element -> {
            action.accept(element);
            return this;
        });
    }

    /** Each use of an element that has been replaced since it was found fails before it does anything. */
    @CanIgnoreReturnValue
    private <T> T use(Function<WebElement, T> action) {
        return await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> action.apply(driver.findElement(selector)), result -> true);
    }
}

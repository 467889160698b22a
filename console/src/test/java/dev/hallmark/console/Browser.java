package dev.hallmark.console;

import static io.restassured.RestAssured.given;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Keeps cookies as a browser does, and sends forms with the token of the page that was shown last. */
final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"");

    private static final Map<String, Browser> SHARED = new ConcurrentHashMap<>();

    private final Map<String, String> cookies = new HashMap<>();
    private String formToken = "";

    /** One in a session of this user that other tests use too, since only so many sign-ins are possible at once. */
    static Browser sharedBy(String user) {
        var browser = new Browser();
        var shared = SHARED.computeIfAbsent(user, Browser::of);
        browser.cookies.putAll(shared.cookies);
        browser.formToken = shared.formToken;
        return browser;
    }

    /** One in which this user is signed in. */
    static Browser of(String user) {
        var browser = new Browser();
        browser.open("/sign-in");
        browser.send("/sign-in", Map.of("name", user, "password", Surroundings.PASSWORD));
        browser.open("/");
        return browser;
    }

    Browser with(String cookie, String value) {
        cookies.put(cookie, value);
        return this;
    }

    /** One that somebody has copied the cookies of another's into. */
    Browser stolen() {
        var thief = new Browser();
        thief.cookies.putAll(cookies);
        thief.formToken = formToken;
        return thief;
    }

    @CanIgnoreReturnValue
    Response open(String path) {
        return keep(request().get(path));
    }

    @CanIgnoreReturnValue
    Response send(String path, Map<String, String> fields) {
        return keep(
                request().formParam("formToken", formToken).formParams(fields).post(path));
    }

    /** As a browser does it for a page of another site. */
    Response sendFrom(String site, String path) {
        return request()
                .header("Sec-Fetch-Site", site)
                .formParam("formToken", formToken)
                .post(path);
    }

    /** The form of this one with the cookies of another. */
    Browser withSessionOf(Browser other) {
        cookies.putAll(other.cookies);
        return this;
    }

    Response openIn(String languages, String path) {
        return keep(request().header("Accept-Language", languages).get(path));
    }

    /** The answer to what htmx sends. */
    Response search(String path) {
        return request().header("HX-Request", "true").get(path);
    }

    /** Sends a file as the script of the page does. */
    Response upload(String path, String type, String file) {
        return request()
                .header("X-Form-Token", formToken)
                .contentType(type)
                .body(file)
                .post(path);
    }

    private RequestSpecification request() {
        return given().redirects().follow(false).cookies(cookies);
    }

    String session() {
        return cookies.get("hallmark-session");
    }

    void forgetForm() {
        formToken = "";
    }

    private Response keep(Response response) {
        cookies.putAll(response.cookies());
        var token = TOKEN.matcher(response.asString());
        if (token.find()) {
            formToken = token.group(1);
        }
        return response;
    }
}

package dev.hallmark.endtoend.system;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who signs in by hand: keeps the cookies of all hosts, and goes nowhere by itself. */
public final class Visitor {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ACTION = Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");

    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** Keeps these cookies, too. */
    public void take(Map<String, String> others) {
        cookies.putAll(others);
    }

    /** Another with the same cookies. */
    public Visitor copy() {
        var other = new Visitor();
        other.take(cookies);
        return other;
    }

    @CanIgnoreReturnValue
    public HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    /** Where a page sends a browser. */
    public String follow(String address) throws IOException, InterruptedException {
        return get(address).headers().firstValue("Location").orElseThrow();
    }

    /** Fills Keycloak's form in; where Keycloak sends the browser then. */
    public String signInAtKeycloak(String address, String user, String password)
            throws IOException, InterruptedException {
        var page = get(address).body();
        var action = ACTION.matcher(page);
        if (!action.find()) {
            throw new AssertionError("there is no form for signing in:\n" + page);
        }
        var form = form(Map.of("username", user, "password", password));
        var request = HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return send(request).headers().firstValue("Location").orElseThrow();
    }

    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String setCookie) {
        var pair = setCookie.split(";", 2)[0].split("=", 2);
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}

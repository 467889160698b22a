package dev.hallmark.benchmarks;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.demo.CampaignFailure;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The console as somebody sees it who is signed in; pages alone, without what they load. */
final class ConsolePages implements AutoCloseable {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"");
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI console;

    private ConsolePages(URI console) {
        this.console = console;
    }

    /** Signs in as a user of the sandbox's file. */
    static ConsolePages signedIn(URI console, Path users, String name)
            throws IOException, InterruptedException, CampaignFailure {
        var pages = new ConsolePages(console);
        pages.signIn(name, password(users, name));
        return pages;
    }

    /** How long the server takes for a page, to its last octet. */
    @CanIgnoreReturnValue
    Duration time(String path) throws IOException, InterruptedException, CampaignFailure {
        var begun = System.nanoTime();
        page(path);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void signIn(String name, String password) throws IOException, InterruptedException, CampaignFailure {
        var token = FORM_TOKEN.matcher(page("/sign-in"));
        if (!token.find()) {
            throw new CampaignFailure("the console has no form for signing in");
        }
        var form = form(Map.of("name", name, "password", password, "next", "/", "formToken", token.group(1)));
        send(HttpRequest.newBuilder(console.resolve("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    @CanIgnoreReturnValue
    private String page(String path) throws IOException, InterruptedException, CampaignFailure {
        return send(HttpRequest.newBuilder(console.resolve(path)).build()).body();
    }

    @CanIgnoreReturnValue
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException, CampaignFailure {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new CampaignFailure(
                    "%s was answered with %d".formatted(request.uri().getPath(), answer.statusCode()));
        }
        return answer;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The last word of the user's line. */
    private static String password(Path users, String name) throws IOException, CampaignFailure {
        try (var lines = Files.lines(users)) {
            return lines.filter(line -> line.startsWith(name + " "))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .findFirst()
                    .orElseThrow(() -> new CampaignFailure("there is no user " + name + " in " + users));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

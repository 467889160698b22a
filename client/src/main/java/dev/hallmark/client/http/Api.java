package dev.hallmark.client.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** The REST API of one service, for one caller. */
public final class Api {

    /** Members that a newer service added are passed over; those that it left out are empty. */
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(
                    List.class, lists -> lists.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, maps -> maps.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();

    private static final Duration CONNECTED = Duration.ofSeconds(10);
    private static final int SUCCESS = 200;
    private static final int NO_SUCCESS = 300;

    private final HttpClient http;
    private final URI service;
    private final Tokens tokens;
    private final Optional<String> caller;

    /** @param caller the IP address of whom the requests are made for, when it is not our own */
    public Api(HttpClient http, URI service, Tokens tokens, Optional<String> caller) {
        this.http = http;
        this.service = service;
        this.tokens = tokens;
        this.caller = caller;
    }

    /** How JSON of the APIs becomes the client's types, and is made of them. */
    public static JsonMapper json() {
        return JSON;
    }

    /** To servers whose certificates the Java runtime trusts. */
    public static HttpClient connections() {
        return builder().build();
    }

    /** To servers that this context trusts. */
    public static HttpClient connections(SSLContext trust) {
        return builder().sslContext(trust).build();
    }

    /** HTTP/1.1, since over plain HTTP an attempt at HTTP/2 costs a large upload a round trip. */
    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECTED);
    }

    /** A call of what stands at a path, whose parts may hold any character. */
    public Call at(String root, String... parts) {
        var path = Stream.of(parts).map(part -> "/" + encoded(part)).collect(Collectors.joining());
        return new Call(this, root + path, "", Optional.empty());
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    HttpRequest.Builder request(String target) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(service.toString().replaceAll("/$", "") + target))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + tokens.current());
        caller.ifPresent(address -> request.header("X-Forwarded-For", address));
        return request;
    }

    /** The body of an answer with a status of success. */
    byte[] send(HttpRequest request) throws IOException, InterruptedException {
        var response = answer(request, HttpResponse.BodyHandlers.ofByteArray());
        if (isFailure(response)) {
            throw ApiException.of(request, response.statusCode(), response.body());
        }
        return response.body();
    }

    /** The same as it comes. */
    InputStream stream(HttpRequest request) throws IOException, InterruptedException {
        var response = answer(request, HttpResponse.BodyHandlers.ofInputStream());
        if (isFailure(response)) {
            try (var body = response.body()) {
                throw ApiException.of(request, response.statusCode(), body.readAllBytes());
            }
        }
        return response.body();
    }

    private static boolean isFailure(HttpResponse<?> response) {
        return response.statusCode() < SUCCESS || response.statusCode() >= NO_SUCCESS;
    }

    /** The JDK does not say where it could not connect to. */
    private <T> HttpResponse<T> answer(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        try {
            return http.send(request, body);
        } catch (ConnectException e) {
            var failure = new ConnectException("no connection to " + service);
            failure.initCause(e);
            throw failure;
        }
    }
}

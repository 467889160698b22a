package dev.hallmark.sandbox.token;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Links that sign somebody in to the console of a sandbox: each once, within five minutes. */
public final class SignInLinks {

    /** Who signs in by one: sees and may do everything in the first tenant. */
    private static final String USER = "admin";

    private static final Duration VALIDITY = Duration.ofMinutes(5);
    private static final int OCTETS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Home home;
    private final Clock clock;

    public SignInLinks(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** A new one for the console at this address. Its code is kept nowhere, but for its hash. */
    public String create(String console) throws IOException, GeneralSecurityException {
        var octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        var code = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        var hash = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.US_ASCII));
        var expiry = clock.instant().plus(VALIDITY).getEpochSecond();
        var line = HexFormat.of().formatHex(hash) + " " + USER + " " + expiry;
        var text = Stream.concat(valid().stream(), Stream.of(line)).collect(Collectors.joining("\n", "", "\n"));
        OwnerOnly.write(home.links(), text);
        return console + "/sign-in/link?code=" + code;
    }

    private List<String> valid() throws IOException {
        long now = clock.instant().getEpochSecond();
        try (var lines = Files.lines(home.links())) {
            return lines.filter(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)) > now)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}

package dev.hallmark.sandbox.token;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who may sign in to the console of a sandbox: a user for each role, and one of another tenant. */
public final class OperatorUsers {
    /** Of users and tokens, unless another is named. */
    public static final String TENANT = "default";

    private static final String OTHER_TENANT = "other";
    private static final String HEADER =
            """
            # Who may sign in to the console of this sandbox. Written once, by its first start; only you can read it.
            # name             role       tenant     password
            """;

    /** Without those that are mistaken for one another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int COLUMNS = 4;
    private static final int GROUPS = 4;
    private static final int GROUP = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Somebody who may sign in. */
    public record User(String name, String role, String tenant, String password) {
        private static User of(String line) {
            var columns = line.strip().split("\\s+", -1);
            if (columns.length != COLUMNS) {
                throw new IllegalArgumentException(
                        "the file of users has a line without a name, a role, a tenant and a password");
            }
            return new User(columns[0], columns[1], columns[2], columns[3]);
        }
    }

    private OperatorUsers() {}

    /** Those of the file as it is now. */
    public static List<User> read(Home home) throws IOException {
        try (var lines = Files.lines(of(home))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(User::of)
                    .toList();
        }
    }

    /** The file of the users, made at the first start with passwords of about 99 bits. */
    public static Path of(Home home) throws IOException {
        var file = home.users();
        if (!Files.exists(file)) {
            OwnerOnly.write(file, HEADER + users().collect(Collectors.joining()));
        }
        return file;
    }

    private static Stream<String> users() {
        return Stream.concat(
                OperatorTokens.ROLES.stream().map(role -> user(role, role, TENANT)),
                Stream.of(user("operator@" + OTHER_TENANT, "operator", OTHER_TENANT)));
    }

    private static String user(String name, String role, String tenant) {
        return "%-18s %-10s %-10s %s%n".formatted(name, role, tenant, password());
    }

    private static String password() {
        return IntStream.range(0, GROUPS).mapToObj(number -> group()).collect(Collectors.joining("-"));
    }

    private static String group() {
        return RANDOM.ints(GROUP, 0, LETTERS.length())
                .mapToObj(index -> LETTERS.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}

package dev.hallmark.sandbox.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.sandbox.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorUsersTest {
    @TempDir
    private Path directory;

    @Test
    void thereIsAUserForEachRoleAndOneOfAnotherTenant() throws Exception {
        // When
        var users = users();

        // Then
        assertThat(users)
                .extracting(user -> user[1] + " of " + user[2])
                .containsExactly(
                        "viewer of default",
                        "operator of default",
                        "approver of default",
                        "admin of default",
                        "factory of default",
                        "auditor of default",
                        "operator of other");
        assertThat(users).extracting(user -> user[0]).doesNotHaveDuplicates();
        assertThat(users)
                .extracting(user -> user[3])
                .doesNotHaveDuplicates()
                .allMatch(password -> password.matches("([a-z2-9]{5}-){3}[a-z2-9]{5}"));
    }

    @Test
    void passwordsAreMadeOnceAndReadByTheirOwnerAlone() throws Exception {
        // When
        var first = Files.readString(OperatorUsers.of(home()));
        var again = Files.readString(OperatorUsers.of(home()));

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("users"))))
                .isEqualTo("rw-------");
    }

    private List<String[]> users() throws Exception {
        var file = OperatorUsers.of(home());
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" +", -1))
                .toList();
    }

    private Home home() {
        return new Home(directory, directory);
    }
}

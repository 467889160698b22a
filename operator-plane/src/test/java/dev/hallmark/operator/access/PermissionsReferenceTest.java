package dev.hallmark.operator.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of all permissions is generated from the table that services use. */
class PermissionsReferenceTest {

    private static final Path KEPT = Path.of("../docs/reference/permissions.md");
    private static final Path GENERATED = Path.of("target/reference/permissions.md");

    private static final String HEAD =
            """
            # Roles and permissions

            An endpoint for operators asks for one permission; a token's claim `groups` names roles. This is the table that
            every service uses, generated from `Permission` in `operator-plane`. A 403 names the permission that is
            missing and the roles that have it. A machine token has permissions by itself, of those that its column allows.

            """;

    @Test
    void theReferenceIsUpToDate() throws IOException {
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, page());

        assertThat(KEPT)
                .as("cp operator-plane/%s docs/reference/permissions.md", GENERATED)
                .exists()
                .hasContent(page());
    }

    @Test
    void everyRoleHasAPermissionAndEveryPermissionARole() {
        assertThat(Permission.values())
                .allSatisfy(permission -> assertThat(permission.roles()).isNotEmpty());
        assertThat(Role.values()).allSatisfy(role -> assertThat(Permission.values())
                .anySatisfy(permission -> assertThat(permission.roles()).contains(role)));
    }

    @Test
    void whoOnlyReadsChangesNothing() {
        assertThat(Permission.values())
                .filteredOn(permission -> !permission.toString().endsWith(":read"))
                .allSatisfy(permission ->
                        assertThat(permission.roles()).doesNotContain(Role.VIEWER, Role.AUDITOR, Role.APPROVER));
    }

    private static String page() {
        var page = new StringBuilder(HEAD).append("| permission | allows to |");
        for (var role : Role.values()) {
            page.append(" `").append(role).append("` |");
        }
        page.append(" machine token |\n|---|---|")
                .append(":-:|".repeat(Role.values().length + 1))
                .append('\n');
        for (var permission : Permission.values()) {
            page.append(row(permission));
        }
        page.append("\n| role | for |\n|---|---|\n");
        for (var role : Role.values()) {
            page.append("| `%s` | %s |\n".formatted(role, role.meaning()));
        }
        return page.toString();
    }

    private static String row(Permission permission) {
        var marks = Arrays.stream(Role.values())
                .map(role -> permission.roles().contains(role) ? " ✓ |" : " |")
                .collect(Collectors.joining());
        return "| `%s` | %s |%s%s |\n"
                .formatted(permission, permission.meaning(), marks, permission.isForPeopleOnly() ? "" : " ✓");
    }
}

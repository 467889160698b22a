package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.Migration;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Old and new versions run side by side during an upgrade, and the old one runs on the new schema after a rollback. A migration
 * takes nothing away that the version before it uses (docs/upgrades.md).
 */
class MigrationsTest {

    /** The last migration of each module in the first version, which no other has ever run beside. */
    private static final Map<String, Integer> FIRST_VERSION = Map.of(
            "messaging", 3,
            "registry-service", 1009,
            "attestation-service", 1003,
            "ca-service", 1004,
            "policy-service", 1010,
            "audit-service", 1010,
            "console", 1001);

    /** Events' migrations are below it, and each service's own are from it on, so that neither gets in the other's way. */
    private static final int SERVICES = 1000;

    private static final Pattern RELEASE = Pattern.compile("(?m)^ {2}<version>(.+)</version>$");

    static Stream<Migration> laterThanTheFirstVersion() {
        return Stream.concat(Stream.of(migration("")), Migration.all().stream())
                .filter(migration -> migration.version() > FIRST_VERSION.getOrDefault(migration.module(), 0));
    }

    @ParameterizedTest
    @MethodSource("laterThanTheFirstVersion")
    void theVersionBeforeSurvivesEveryMigration(Migration migration) throws IOException {
        if (!isExcused(migration)) {
            assertThat(migration.harm()).isEmpty();
        }
    }

    @Test
    void allMigrationsAreRead() {
        assertThat(Migration.all().stream().map(Migration::module)).containsAll(FIRST_VERSION.keySet());
        assertThat(FIRST_VERSION).allSatisfy((module, last) -> assertThat(Migration.all())
                .anyMatch(migration -> migration.module().equals(module) && migration.version() == last));
    }

    @Test
    void migrationsOfEventsAndOfServicesAreNumberedApart() {
        assertThat(Migration.all()).allSatisfy(migration -> assertThat(migration.version() < SERVICES)
                .as("%s V%04d", migration.module(), migration.version())
                .isEqualTo(migration.module().equals("messaging")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table device;",
                "create table a (id int); drop type device_stage",
                "alter table device drop column model",
                "ALTER TABLE device\n  DROP model;",
                "alter table if exists only device drop column if exists model cascade",
                "alter table device rename column model to kind",
                "alter table device rename to thing",
                "alter type device_stage rename value 'attested' to 'proven'",
                "alter table device alter column generation type bigint",
                "alter table device alter generation set data type bigint using generation::bigint",
                "alter table device alter column model set not null",
                "alter table device alter column generation drop default",
                "alter table device add column owner text not null",
                "alter table device add column a text, add column b numeric(3, 1) check (b > 0) not null",
                "alter table device add constraint one_serial unique (serial)",
                "alter table device add primary key (id)",
                "create unique index one_serial on device (serial) where serial is not null",
                "revoke insert on record from audit"
            })
    void whatAnOlderVersionDoesNotSurviveIsFound(String text) {
        assertThat(migration(text).harm()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (id int primary key, b text not null); create unique index c on a (b);",
                "create table a (id int); alter table a add column b text not null, add unique (b)",
                "alter table device add column owner text",
                "alter table device add column owner text not null default 'nobody, so far', add column b int",
                "alter table device add column n bigint not null generated always as identity",
                "alter table device drop constraint device_check; alter table device add constraint device_check"
                        + " check (standing is not null)",
                "alter type device_stage add value 'retired'",
                "drop index device_page; create index device_page on device (tenant, id)",
                "-- drop table device;\n/* alter table device drop column model; */ select '; drop table device'",
                "insert into device (id) values ('revoke'); update device set model = 'drop table device'"
            })
    void whatAnOlderVersionSurvivesIsNot(String text) {
        assertThat(migration(text).harm()).isEmpty();
    }

    @Test
    void whatNothingHasUsedSinceAnEarlierVersionMayGo() throws IOException {
        var text = "-- Nothing has used this since %s.\nalter table device drop column model;";

        assertThat(isExcused(migration(text.formatted("0.0.9")))).isTrue();
        assertThat(isExcused(migration(text.formatted(release())))).isFalse();
        assertThat(isExcused(migration("alter table device drop column model;")))
                .isFalse();
    }

    /** An earlier release has done without: the one that runs beside this one. */
    private static boolean isExcused(Migration migration) throws IOException {
        var release = Version.parse(release());
        return migration
                .excuse()
                .map(Version::parse)
                .filter(since -> since.compareTo(release) < 0)
                .isPresent();
    }

    private static String release() throws IOException {
        var version = RELEASE.matcher(Files.readString(Sandbox.PROJECT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static Migration migration(String text) {
        return new Migration("registry-service", Integer.MAX_VALUE, text);
    }
}

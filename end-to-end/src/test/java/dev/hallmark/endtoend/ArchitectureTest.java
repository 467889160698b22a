package dev.hallmark.endtoend;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.hallmark.endtoend.system.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house, over the compiled classes of all modules. */
class ArchitectureTest {

    /** Who may know whom. */
    private static final Map<String, List<String>> ARROWS = arrows();

    /** The services that have a database. */
    private static final String[] WITH_DATABASE = packages(Service::hasDatabase);

    private static final String[] SERVICES = packages(service -> true);

    private static final List<String> HTTP_METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String ACCESS_RULE = "dev.hallmark.commons.access.AccessRule";

    private static JavaClasses house;

    private static Map<String, List<String>> arrows() {
        var arrows = new LinkedHashMap<String, List<String>>();
        arrows.put("commons", List.of());
        arrows.put("operator", List.of("commons", "events", "kafka", "messaging"));
        arrows.put("events", List.of("commons"));
        arrows.put("kafka", List.of("events"));
        arrows.put("messaging", List.of("commons", "events", "kafka"));
        arrows.put("keys", List.of("commons"));
        arrows.put("embedded", List.of("events"));
        arrows.put("testkit", List.of("commons", "events", "kafka", "embedded"));
        Service.all().forEach(service -> arrows.put(service.packageName(), arrows(service)));
        arrows.put("client", List.of());
        arrows.put("cli", List.of("client", "commons", "events"));
        arrows.put("device", List.of());
        arrows.put("tools", List.of("cli", "client", "device"));
        arrows.put("sandbox", List.of("embedded"));
        arrows.put("demo", List.of("sandbox", "client", "device"));
        arrows.put("benchmarks", List.of("demo", "sandbox", "client", "device"));
        return arrows;
    }

    /** What a service may know follows from what it is given. */
    private static List<String> arrows(Service service) {
        var known = new ArrayList<>(List.of("commons"));
        if (service.after().contains("kafka")) {
            known.addAll(List.of("events", service.hasDatabase() ? "messaging" : "kafka"));
        }
        if (service.given().contains("operators")) {
            known.add("operator");
        }
        if (service.given().contains("keys")) {
            known.add("keys");
        }
        if (service.name().equals("console")) {
            known.addAll(List.of("client", "device"));
        }
        return known;
    }

    private static String[] packages(Predicate<Service> wanted) {
        return Service.all().stream()
                .filter(wanted)
                .map(service -> "dev.hallmark." + service.packageName() + "..")
                .toArray(String[]::new);
    }

    @BeforeAll
    static void readAllModules() throws Exception {
        try (var modules = Files.list(Path.of(".."))) {
            var compiled = modules.map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            house = new ClassFileImporter().importPaths(compiled);
        }
        for (var module : ARROWS.keySet()) {
            assertThat(house.that(resideInAnyPackage("dev.hallmark." + module + "..")))
                    .as("classes of " + module)
                    .isNotEmpty();
        }
    }

    static Stream<String> modules() {
        return ARROWS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void modulesKnowOnlyWhomTheyMay(String module) {
        var allowed = Stream.concat(Stream.of(module), ARROWS.get(module).stream())
                .map(name -> "dev.hallmark." + name + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("dev.hallmark." + module + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.hallmark..").and(not(resideInAnyPackage(allowed))))
                .check(house);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void packagesHaveNoCycles(String module) {
        slices().matching("dev.hallmark." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(house);
    }

    @Test
    void packagesAreNamedByThingAndNotByLayer() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..controller..",
                        "..service..",
                        "..repository..",
                        "..dto..",
                        "..model..",
                        "..entity..",
                        "..util..",
                        "..impl..")
                .check(house);
    }

    @Test
    void noNameHidesWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(Abstract\\w*|\\w*(Impl|Manager|Helper|Util|Utils))")
                .check(house);
    }

    @Test
    void domainTypesKnowNoFramework() {
        classes()
                .that()
                .resideInAnyPackage(SERVICES)
                .and(describe("are top-level records or enums", ArchitectureTest::isValue))
                .should()
                .onlyDependOnClassesThat(not(
                        resideInAnyPackage("jakarta.ws.rs..", "jakarta.persistence..", "io.quarkus..", "io.vertx..")))
                .check(house);
    }

    @Test
    void resourcesThatTouchTheDatabaseAreNotCancelledMidway() {
        classes()
                .that()
                .resideInAnyPackage(WITH_DATABASE)
                .and()
                .areAnnotatedWith("jakarta.ws.rs.Path")
                .should(carryCancellableFalse())
                .check(house);
    }

    /** Without a declaration an endpoint answers nobody, so that this is the first to say so. */
    @Test
    void everyEndpointDeclaresWhoMayUseIt() {
        methods()
                .that(describe("are endpoints", ArchitectureTest::isEndpoint))
                .should(declareAnAccessRule())
                .check(house);
    }

    /** Who may use what stands in one table, so that endpoints name permissions. */
    @Test
    void noEndpointNamesRoles() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.annotation.security..")
                .check(house);
    }

    @Test
    void nobodyImportsJakartaTransaction() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.transaction..")
                .check(house);
    }

    @Test
    void servicesNeitherBlockNorSubscribe() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVICES)
                .should()
                .callMethodWhere(describe(
                        "subscribes to a Uni, or awaits one elsewhere than on a virtual thread",
                        call -> call.getTargetOwner().getName().equals("io.smallrye.mutiny.Uni")
                                && (List.of("subscribe", "subscribeAsCompletionStage")
                                                .contains(call.getName())
                                        || (call.getName().equals("await") && !isOnVirtualThread(call.getOrigin())))))
                .check(house);
    }

    /** Files are read by blocking: the endpoints that take one say so, and what they call to work it off is this class. */
    private static boolean isOnVirtualThread(JavaCodeUnit caller) {
        return caller.isAnnotatedWith("io.smallrye.common.annotation.RunOnVirtualThread")
                || caller.getOwner().getName().equals("dev.hallmark.registry.imports.ImportService");
    }

    private static boolean isEndpoint(JavaMethod method) {
        return HTTP_METHODS.stream().anyMatch(verb -> method.isAnnotatedWith("jakarta.ws.rs." + verb));
    }

    private static boolean isValue(JavaClass type) {
        return type.isTopLevelClass()
                && (type.isRecord() || type.isEnum())
                && type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static ArchCondition<JavaMethod> declareAnAccessRule() {
        return new ArchCondition<>("declare an access rule") {
            @Override
            public void check(JavaMethod endpoint, ConditionEvents events) {
                var declares = endpoint.isMetaAnnotatedWith(ACCESS_RULE)
                        || endpoint.getOwner().isMetaAnnotatedWith(ACCESS_RULE);
                events.add(new SimpleConditionEvent(
                        endpoint,
                        declares,
                        "@Requires, @DevicePlane or @Public is missing at " + endpoint.getFullName()));
            }
        };
    }

    private static ArchCondition<JavaClass> carryCancellableFalse() {
        return new ArchCondition<>("carry @Cancellable(false)") {
            @Override
            public void check(JavaClass resource, ConditionEvents events) {
                var carries = resource.tryGetAnnotationOfType("org.jboss.resteasy.reactive.server.Cancellable")
                        .flatMap(annotation -> annotation.get("value"))
                        .map(Boolean.FALSE::equals)
                        .orElse(false);
                events.add(new SimpleConditionEvent(resource, carries, "not on " + resource.getName()));
            }
        };
    }
}

package dev.hallmark.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.client.authority.Authority;
import dev.hallmark.client.authority.Profile;
import dev.hallmark.client.batch.Batch;
import dev.hallmark.client.batch.NewBatch;
import dev.hallmark.client.certificate.CertificateFilter;
import dev.hallmark.client.device.Device;
import dev.hallmark.client.device.DeviceFilter;
import dev.hallmark.client.device.LifecycleCommand;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.imports.Upload;
import dev.hallmark.client.policy.AttestationTerms;
import dev.hallmark.client.policy.CertificateTerms;
import dev.hallmark.client.policy.NewPolicy;
import dev.hallmark.client.policy.Target;
import dev.hallmark.testkit.FakeService;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HallmarkClientTest {

    private static final String DEVICE =
            """
            {"deviceId":"aa","commonName":"dev-aa","state":"onboarded","stage":"onboarded","standing":"active",
             "batch":"b1","serial":null,"generation":2,"version":7,"registeredAt":"2026-11-28T10:00:00Z",
             "addedLater":{"x":1}}
            """;
    private static final String CERTIFICATE =
            """
            {"serial":"1f","device":"aa","commonName":"dev-aa","state":"held","generation":1,"heldByHand":true,
             "notBefore":"2026-11-28T10:00:00Z","notAfter":"2027-11-28T10:00:00Z","crlNumber":12}
            """;
    private static final String POLICY =
            """
            {"id":"p1","name":"field","version":3,"target":{"kind":"mosquitto","settings":{"port":8883}},
             "certificate":{"profile":"default"},
             "attestation":{"algorithms":[],"rootsOfTrust":["qdid"],"allowUnbound":false,"minimumTrust":"software"},
             "createdAt":"2026-11-28T10:00:00Z","changedAt":"2026-11-28T11:00:00Z"}
            """;
    private static final String BATCH =
            """
            {"id":"b1","name":"spring","policy":"p1","policyName":"field","registerOnImport":false,
             "devices":{"onboarded":3,"registered":4},"createdAt":"2026-11-28T10:00:00Z","createdBy":"ann"}
            """;

    @TempDir
    private Path directory;

    private FakeService service;
    private HallmarkClient client;

    @BeforeEach
    void start() throws IOException {
        service = new FakeService();
        client = HallmarkClient.of(ServiceAddresses.behind(service.address()), () -> "of-ann");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void anAnswerIsReadWhateverIsMissingOrNewInIt() throws Exception {
        service.answers(200, DEVICE);

        var device = client.devices().get("dev-aa");

        assertThat(service.request().line()).isEqualTo("GET /api/registry/v1/devices/dev-aa");
        assertThat(device.batch()).contains("b1");
        assertThat(device.serial()).isEmpty();
        assertThat(device.batchedAt()).isEmpty();
        assertThat(device.generation()).isEqualTo(2);
        assertThat(device.registeredAt()).isEqualTo(Instant.parse("2026-11-28T10:00:00Z"));
    }

    @Test
    void eachRequestBringsTheTokenOfItsCaller() throws Exception {
        service.answers(200, DEVICE).answers(200, DEVICE);

        assertThat(client.devices().get("aa"))
                .isEqualTo(client.as(() -> "of-bob").devices().get("aa"));

        assertThat(service.requests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer of-ann", "Bearer of-bob");
    }

    @Test
    void aListIsReadPageByPageToItsEnd() throws Exception {
        service.answers(200, "{\"items\":[%s,%s],\"next\":\"a+b/c=\"}".formatted(DEVICE, DEVICE))
                .answers(200, "{\"items\":[%s]}".formatted(DEVICE));

        var devices = client.devices()
                .list(DeviceFilter.ALL.ofBatch("spring & sons").inState("onboarded"))
                .all();

        assertThat(devices).hasSize(3);
        assertThat(service.requests())
                .extracting(FakeService.Request::line)
                .containsExactly(
                        "GET /api/registry/v1/devices?batch=spring%20%26%20sons&state=onboarded&limit=1000",
                        "GET /api/registry/v1/devices?batch=spring%20%26%20sons&state=onboarded&limit=1000"
                                + "&cursor=a%2Bb%2Fc%3D");
    }

    @Test
    void aPageLeadsToTheNext() throws Exception {
        service.answers(200, "{\"items\":[%s],\"next\":\"two\"}".formatted(BATCH))
                .answers(200, "{\"items\":[]}");

        var first = client.batches().list().first(1);
        var second = client.batches().list().at(first.next().orElseThrow(), 1);

        assertThat(first.items()).extracting(Batch::name).containsExactly("spring");
        assertThat(second.items()).isEmpty();
        assertThat(second.next()).isEmpty();
        assertThat(service.request().line()).isEqualTo("GET /api/registry/v1/batches?limit=1&cursor=two");
    }

    @Test
    void aRefusalKeepsItsStatusCodeAndDetail() {
        service.answers(
                409,
                """
                {"type":"https://hallmark.dev/problems/batch-exists","title":"Batch exists","status":409,
                 "detail":"there is a batch called spring"}
                """);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> client.batches().create(NewBatch.of("spring", "field")))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(409);
                    assertThat(refusal.code()).isEqualTo("batch-exists");
                    assertThat(refusal.detail()).isEqualTo("there is a batch called spring");
                })
                .withMessage(
                        "POST /api/registry/v1/batches was answered 409 batch-exists there is a batch called spring");
    }

    @ParameterizedTest
    @CsvSource({"502, <html>Bad Gateway</html>, <html>Bad Gateway</html>", "503, '', ''", "500, '[1]', '[1]'"})
    void anAnswerThatIsNoProblemDocumentIsAFailureToo(int status, String body, String detail) {
        service.answers(status, body);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> client.devices().get("aa"))
                .satisfies(failure -> {
                    assertThat(failure.status()).isEqualTo(status);
                    assertThat(failure.code()).isEmpty();
                    assertThat(failure.detail()).isEqualTo(detail);
                });
    }

    @Test
    void withoutAnAnswerThereIsNoStatus() {
        service.close();

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> client.devices().get("aa"))
                .withMessage("no connection to " + service.address());
    }

    @Test
    void aFileIsSentAsItIsUnderItsKey() throws Exception {
        // Given
        service.answers(202, report("completed", 2));
        var file = Files.writeString(directory.resolve("devices.csv"), "device\naa\nbb\n");
        var upload = Upload.of(file).withKey(new UUID(1, 2)).asDryRun().withManifest("e30.e30.c2ln");

        // When
        var report = client.registrations().add(upload);

        // Then
        assertThat(report.isComplete()).isTrue();
        assertThat(report.accepted()).isEqualTo(2);
        var request = service.request();
        assertThat(request.line()).isEqualTo("POST /api/registry/v1/registrations?dryRun=true&update=false");
        assertThat(request.body()).isEqualTo("device\naa\nbb\n");
        assertThat(request.header("Content-type")).isEqualTo(Upload.CSV);
        assertThat(request.header("Idempotency-key")).isEqualTo(new UUID(1, 2).toString());
        assertThat(request.header("Hallmark-manifest")).isEqualTo("e30.e30.c2ln");
    }

    @Test
    void deviceIdsAreImportedAsJson() throws Exception {
        service.answers(202, report("completed", 2));

        client.batches().add("b1", Upload.of(List.of("aa", "bb")).asUpdate());

        assertThat(service.request().line())
                .isEqualTo("POST /api/registry/v1/batches/b1/devices?dryRun=false&update=true");
        assertThat(service.request().body()).isEqualTo("{\"devices\":[\"aa\",\"bb\"]}");
    }

    @ParameterizedTest
    @CsvSource({"a.csv, text/csv", "a.ndjson, application/x-ndjson", "a.json, application/json", "a, application/json"})
    void theNameOfAFileSaysWhatItHolds(String name, String contentType) throws Exception {
        var file = Files.writeString(directory.resolve(name), "");

        assertThat(Upload.of(file).contentType()).isEqualTo(contentType);
    }

    @Test
    void anImportIsWaitedForWithItsProgress() throws Exception {
        service.answers(200, report("running", 1))
                .answers(200, report("running", 5))
                .answers(200, report("completed", 9));
        var progress = new ArrayList<Long>();

        var report = client.imports().await(new UUID(1, 2), one -> progress.add(one.received()));

        assertThat(progress).containsExactly(1L, 5L, 9L);
        assertThat(report.state()).isEqualTo(ImportReport.State.COMPLETED);
        assertThat(service.request().line()).isEqualTo("GET /api/registry/v1/imports/" + new UUID(1, 2));
    }

    @Test
    void whatIsWrongWithAnImportIsInItsReport() throws Exception {
        service.answers(
                200,
                """
                {"import":"00000000-0000-0001-0000-000000000002","state":"completed","received":2,"accepted":1,
                 "rejected":1,"errors":[{"row":2,"line":3,"reason":"unregistered"}]}
                """);

        var report = client.imports().get(new UUID(1, 2));

        assertThat(report.id()).isEqualTo(new UUID(1, 2));
        assertThat(report.isComplete()).isFalse();
        assertThat(report.errors()).containsExactly(new ImportReport.RowError(2, 3, "unregistered"));
    }

    @Test
    void aBatchIsCreatedAndMovedToAnotherPolicy() throws Exception {
        service.answers(201, BATCH).answers(202, BATCH);

        var batch = client.batches().create(NewBatch.of("spring", "field").registeringOnImport());
        client.batches().move("spring/2", "other", "because");

        assertThat(batch.devices()).containsOnly(Map.entry("onboarded", 3L), Map.entry("registered", 4L));
        assertThat(service.requests())
                .extracting(FakeService.Request::line, FakeService.Request::body)
                .satisfiesExactly(
                        created -> assertThat(created.toList())
                                .containsExactly(
                                        "POST /api/registry/v1/batches",
                                        "{\"name\":\"spring\",\"policy\":\"field\",\"registerOnImport\":true}"),
                        moved -> assertThat(moved.toList().getFirst())
                                .isEqualTo("POST /api/registry/v1/batches/spring%2F2/move"));
        assertThat(service.request().body()).contains("\"policy\":\"other\"", "\"reason\":\"because\"");
    }

    @ParameterizedTest
    @EnumSource(LifecycleCommand.class)
    void aLifecycleCommandIsNamedByThePath(LifecycleCommand command) throws Exception {
        service.answers(200, DEVICE);

        assertThat(client.devices().command("aa", command, "why"))
                .extracting(Device::state)
                .isEqualTo("onboarded");

        assertThat(LifecycleCommand.named(command.toString())).isEqualTo(command);
        assertThat(service.request().line()).isEqualTo("POST /api/registry/v1/devices/aa/" + command);
        assertThat(service.request().body()).isEqualTo("{\"reason\":\"why\"}");
    }

    @Test
    void aTimelineIsRead() throws Exception {
        service.answers(
                200,
                """
                {"items":[{"id":"00000000-0000-0001-0000-000000000002","at":"2026-11-28T10:00:00Z",
                           "event":"certificate.issued","actor":"ca","facts":{"serial":"1f"}}]}
                """);

        assertThat(client.devices().timeline("aa").all()).singleElement().satisfies(entry -> {
            assertThat(entry.event()).isEqualTo("certificate.issued");
            assertThat(entry.reason()).isEmpty();
            assertThat(entry.facts()).containsEntry("serial", "1f");
        });
        assertThat(service.request().line()).startsWith("GET /api/registry/v1/devices/aa/timeline?");
    }

    @Test
    void aPolicyIsChangedOnlyWhileItIsAsItWasRead() throws Exception {
        service.answers(200, POLICY).answers(200, POLICY);
        var read = client.policies().get("p1");
        var change = new NewPolicy(
                "field",
                read.target(),
                new CertificateTerms("brief"),
                read.attestation().withMinimumTrust("hardware"));

        client.policies().change(read.id(), read.version(), change);

        assertThat(service.request().line()).isEqualTo("PUT /api/policy/v1/policies/p1");
        assertThat(service.request().header("If-match")).isEqualTo("\"3\"");
        assertThat(service.request().body())
                .isEqualTo("{\"name\":\"field\",\"target\":{\"kind\":\"mosquitto\",\"settings\":{\"port\":8883}},"
                        + "\"certificate\":{\"profile\":\"brief\"},\"attestation\":{\"rootsOfTrust\":[\"qdid\"],"
                        + "\"allowUnbound\":false,\"minimumTrust\":\"hardware\"}}");
    }

    @Test
    void aPolicyIsCreatedListedAndPreviewed() throws Exception {
        service.answers(201, POLICY)
                .answers(200, "{\"items\":[%s]}".formatted(POLICY))
                .answers(200, POLICY)
                .answers(
                        200,
                        """
                        {"version":3,"valid":true,"errors":[],"devices":{"onboarded":2},"certificates":2,
                         "changes":[{"field":"target.settings.port","from":8883,"to":1883,"reaches":"connection"}]}
                        """);
        var wanted = new NewPolicy(
                "field",
                new Target("mosquitto", Map.of("port", 1883)),
                new CertificateTerms("default"),
                AttestationTerms.ANY);

        var created = client.policies().create(wanted);
        var listed = client.policies().list().all();
        var changed = client.policies().change("p1", wanted);
        var preview = client.policies().preview("p1", wanted);

        assertThat(listed).containsExactly(created).containsExactly(changed);
        assertThat(preview.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.to().asInt()).isEqualTo(1883));
        assertThat(service.requests())
                .extracting(FakeService.Request::line)
                .containsExactly(
                        "POST /api/policy/v1/policies",
                        "GET /api/policy/v1/policies?limit=1000",
                        "PUT /api/policy/v1/policies/p1",
                        "POST /api/policy/v1/policies/p1/dry-run");
    }

    @Test
    void aCertificateIsHeldReleasedAndRevoked() throws Exception {
        service.answers(200, CERTIFICATE).answers(200, CERTIFICATE).answers(200, CERTIFICATE);

        var held = client.certificates().hold("1f", "missing");
        client.certificates().release("1f", "found");
        client.certificates().revoke("1f", "keyCompromise");

        assertThat(held.heldByHand()).contains(true);
        assertThat(held.crlNumber()).contains(12L);
        assertThat(held.reason()).isEmpty();
        assertThat(service.requests())
                .extracting(request -> request.line() + " " + request.body())
                .containsExactly(
                        "POST /api/ca/v1/certificates/1f/hold {\"reason\":\"missing\"}",
                        "POST /api/ca/v1/certificates/1f/release {\"reason\":\"found\"}",
                        "POST /api/ca/v1/certificates/1f/revoke {\"reason\":\"keyCompromise\"}");
    }

    @Test
    void certificatesAreListedByDeviceAndState() throws Exception {
        service.answers(200, "{\"items\":[%s]}".formatted(CERTIFICATE)).answers(200, CERTIFICATE);

        var listed = client.certificates()
                .list(CertificateFilter.ALL.ofDevice("aa").inState("held"))
                .all();

        assertThat(listed).containsExactly(client.certificates().get("1f"));
        assertThat(service.requests())
                .extracting(FakeService.Request::line)
                .containsExactly(
                        "GET /api/ca/v1/certificates?device=aa&state=held&limit=1000",
                        "GET /api/ca/v1/certificates/1f");
    }

    @Test
    void thePastOfAPolicyAndTheKindsOfTargetsAreRead() throws Exception {
        service.answers(
                        200,
                        """
                        {"items":[{"version":2,"target":{"kind":"mosquitto","settings":{}},
                                   "certificate":{"profile":"default"},"attestation":{"allowUnbound":true},
                                   "changedBy":"ann","changedAt":"2026-11-28T10:00:00Z"}]}
                        """)
                .answers(404, "{}")
                .answers(200, "{\"items\":[{\"kind\":\"mosquitto\",\"settingsSchema\":{\"type\":\"object\"}}]}");

        var versions = client.policies().versions("p1").all();
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> client.policies().version("p1", 7));
        var targets = client.policies().targets().all();

        assertThat(versions).singleElement().satisfies(version -> {
            assertThat(version.changedBy()).isEqualTo("ann");
            assertThat(version.attestation().allowUnbound()).isTrue();
        });
        assertThat(targets).singleElement().satisfies(target -> assertThat(target.settingsSchema())
                .containsEntry("type", "object"));
        assertThat(service.requests())
                .extracting(FakeService.Request::line)
                .containsExactly(
                        "GET /api/policy/v1/policies/p1/versions?limit=1000",
                        "GET /api/policy/v1/policies/p1/versions/7",
                        "GET /api/policy/v1/targets?limit=1000");
    }

    @Test
    void authoritiesAndProfilesAreListed() throws Exception {
        service.answers(
                        200,
                        """
                        {"items":[{"id":"default-root-1","kind":"root","subject":"CN=root","crlShards":1,
                                   "notBefore":"2026-11-28T10:00:00Z","notAfter":"2036-11-28T10:00:00Z"}]}
                        """)
                .answers(200, "{\"items\":[{\"name\":\"default\",\"validity\":\"P365D\",\"shortLived\":false}]}");

        var authorities = client.authorities().list().all();
        var profiles = client.authorities().profiles().all();

        assertThat(authorities).extracting(Authority::kind).containsExactly("root");
        assertThat(profiles).extracting(Profile::validity).containsExactly("P365D");
        assertThat(service.request().line()).isEqualTo("GET /api/ca/v1/profiles?limit=1000");
    }

    @Test
    void aFactoryKeyIsAddedListedAndRevoked() throws Exception {
        var key = "{\"name\":\"line 1\",\"kid\":\"k/1\",\"revoked\":%b,\"createdAt\":\"2026-11-28T10:00:00Z\"}";
        service.answers(201, key.formatted(false))
                .answers(200, "{\"items\":[%s]}".formatted(key.formatted(false)))
                .answers(200, key.formatted(true));

        var added = client.factoryKeys().add("line 1", "MFkw");
        var listed = client.factoryKeys().list().all();
        var revoked = client.factoryKeys().revoke("k/1", "lost");

        assertThat(listed).containsExactly(added);
        assertThat(added.revoked()).isFalse();
        assertThat(revoked.revoked()).isTrue();
        assertThat(service.requests().getFirst().body()).contains("\"name\":\"line 1\"", "\"publicKey\":\"MFkw\"");
        assertThat(service.request().line()).isEqualTo("POST /api/registry/v1/factory-keys/k%2F1/revoke");
        assertThat(service.request().body()).isEqualTo("{\"reason\":\"lost\"}");
    }

    @Test
    void aRefusalKeepsItsRequestAndItsWholeProblem() {
        service.answers(403, "{\"detail\":\"no\",\"permission\":\"devices:change\"}");

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> client.devices().get("aa"))
                .satisfies(refused -> {
                    assertThat(refused.request()).isEqualTo("GET " + service.address() + "api/registry/v1/devices/aa");
                    assertThat(refused.problem().path("permission").asText()).isEqualTo("devices:change");
                });
    }

    private static String report(String state, int received) {
        return "{\"import\":\"%s\",\"kind\":\"registration\",\"state\":\"%s\",\"received\":%d,\"accepted\":%d}"
                .formatted(new UUID(1, 2), state, received, received);
    }
}

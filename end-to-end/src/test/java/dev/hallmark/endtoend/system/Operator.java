package dev.hallmark.endtoend.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.ServiceAddresses;
import dev.hallmark.client.batch.Batch;
import dev.hallmark.client.batch.NewBatch;
import dev.hallmark.client.certificate.Certificate;
import dev.hallmark.client.certificate.CertificateFilter;
import dev.hallmark.client.device.Device;
import dev.hallmark.client.device.DeviceFilter;
import dev.hallmark.client.device.LifecycleCommand;
import dev.hallmark.client.device.TimelineEntry;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.imports.Upload;
import dev.hallmark.client.policy.AttestationTerms;
import dev.hallmark.client.policy.CertificateTerms;
import dev.hallmark.client.policy.NewPolicy;
import dev.hallmark.client.policy.Policy;
import dev.hallmark.client.policy.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An operator and a programming line, for whom whatever the services refuse fails the test. */
public final class Operator {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Sandbox sandbox;
    private final HallmarkClient factory;
    private final HallmarkClient operator;
    private final HallmarkClient viewer;

    public Operator(Sandbox sandbox) {
        var addresses = new ServiceAddresses(
                sandbox.address("registry"),
                sandbox.address("policy"),
                sandbox.address("ca"),
                sandbox.address("audit"));
        this.sandbox = sandbox;
        this.factory = HallmarkClient.of(addresses, () -> sandbox.token("factory"));
        this.operator = factory.as(() -> sandbox.token("operator"));
        this.viewer = factory.as(() -> sandbox.token("viewer"));
    }

    /** Registers devices as the programming line does. */
    @CanIgnoreReturnValue
    public ImportReport register(Collection<String> deviceIds) {
        return register(Upload.of(deviceIds));
    }

    /** Registers the devices of a file. */
    @CanIgnoreReturnValue
    public ImportReport registerFile(String contentType, String file) {
        return register(Upload.of(contentType, file));
    }

    private ImportReport register(Upload upload) {
        return answer(() ->
                factory.imports().await(factory.registrations().add(upload).id()));
    }

    /** A new batch under the policy that the sandbox starts with; its id. */
    public String batch() {
        return batchUnder("mosquitto-local");
    }

    /** The same, and devices that are imported into it need no registration before. */
    public String openBatch() {
        return create(newBatch("mosquitto-local").registeringOnImport());
    }

    /** A new batch under a policy, by its id or name; its id. */
    public String batchUnder(String policy) {
        return create(newBatch(policy));
    }

    /** The same under a policy that may not have reached the registry yet. */
    public String batchUnderNew(String policy) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> batchUnder(policy), id -> true);
    }

    private static NewBatch newBatch(String policy) {
        return NewBatch.of("batch-" + UUID.randomUUID(), policy);
    }

    private String create(NewBatch batch) {
        return answer(() -> operator.batches().create(batch).id());
    }

    /** Gives a batch and all its devices another policy, by its id or name. */
    public void moveBatch(String batch, String policy) {
        var moved = answer(() -> operator.batches().move(batch, policy, "another policy"));
        assertThat(moved.move()).isPresent();
    }

    /** Imports a file of devices into a batch and waits for its report. */
    public ImportReport importFile(String batch, String contentType, String file) {
        return add(batch, Upload.of(contentType, file));
    }

    private ImportReport add(String batch, Upload upload) {
        return answer(() ->
                operator.imports().await(operator.batches().add(batch, upload).id()));
    }

    /** Registers devices and puts them into a new batch; its id. */
    @CanIgnoreReturnValue
    public String welcome(Collection<String> deviceIds) {
        return welcome(deviceIds, batch());
    }

    /** Registers devices and puts them into this batch; its id. */
    @CanIgnoreReturnValue
    public String welcome(Collection<String> deviceIds, String batch) {
        register(deviceIds);
        var report = add(batch, Upload.of(deviceIds));
        assertThat(report.accepted()).as("%s", report).isEqualTo(deviceIds.size());
        return batch;
    }

    public void revoke(String deviceId, String reason) {
        move(deviceId, "revoke", reason);
    }

    /** Suspends, resumes, retires, revokes or re-enrols a device, by the command's name in the API. */
    public void move(String deviceId, String command, String reason) {
        var device = answer(() -> operator.devices().command(deviceId, LifecycleCommand.named(command), reason));
        assertThat(device.deviceId()).isEqualTo(deviceId);
    }

    /** A new policy that asks nothing of chips; its id. */
    public String createPolicy(String name) {
        return createPolicy(name, PolicyTerms.ANY);
    }

    /** A new policy; its id. */
    public String createPolicy(String name, PolicyTerms terms) {
        return answer(() -> operator.policies().create(policy(name, terms)).id());
    }

    /** From now on the policy takes these kinds of chip only; any when there are none. */
    public void changePolicy(String id, String name, List<String> rootsOfTrust) {
        changePolicy(id, name, PolicyTerms.ANY.withRootsOfTrust(rootsOfTrust));
    }

    /** From now on the policy asks this of evidence. */
    public void changePolicy(String id, String name, AttestationTerms attestation) {
        changePolicy(id, name, PolicyTerms.ANY.withAttestation(attestation));
    }

    /** From now on the policy says this. */
    public void changePolicy(String id, String name, PolicyTerms terms) {
        var changed = answer(() -> operator.policies().change(id, policy(name, terms)));
        assertThat(changed.id()).isEqualTo(id);
    }

    private NewPolicy policy(String name, PolicyTerms terms) {
        var port = sandbox.address("mosquitto").getPort();
        return new NewPolicy(
                name,
                new Target("mosquitto", Map.of("host", terms.host(), "port", port)),
                new CertificateTerms(terms.profile()),
                terms.attestation());
    }

    public Policy policy(String policy) {
        return answer(() -> viewer.policies().get(policy));
    }

    public Batch batch(String batch) {
        return answer(() -> viewer.batches().get(batch));
    }

    public Device device(String deviceId) {
        return answer(() -> viewer.devices().get(deviceId));
    }

    /** What has happened to a device, the latest first. */
    public List<TimelineEntry> timeline(String deviceId) {
        return answer(() -> viewer.devices().timeline(deviceId).all());
    }

    /** How many devices of a batch are in each state. */
    public Map<String, Long> census(String batch) {
        return batch(batch).devices();
    }

    /** All devices of a batch in this state. */
    public List<Device> devices(String batch, String state) {
        var filter = DeviceFilter.ALL.ofBatch(batch).inState(state);
        return answer(() -> viewer.devices().list(filter).all());
    }

    /** The certificates of a device in this state. */
    public List<Certificate> certificates(String deviceId, String state) {
        var filter = CertificateFilter.ALL.ofDevice(deviceId).inState(state);
        return answer(() -> viewer.certificates().list(filter).all());
    }

    private interface Call<T> {
        T answer() throws IOException, InterruptedException;
    }

    private static <T> T answer(Call<T> call) {
        try {
            return call.answer();
        } catch (ApiException e) {
            throw new AssertionError(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

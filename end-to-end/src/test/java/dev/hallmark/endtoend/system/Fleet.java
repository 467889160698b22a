package dev.hallmark.endtoend.system;

import static org.awaitility.Awaitility.await;

import dev.hallmark.device.attestation.Attestation;
import dev.hallmark.device.attestation.AttestationResult;
import dev.hallmark.device.attestation.Attester;
import dev.hallmark.device.attestation.EvidenceFormat;
import dev.hallmark.device.attestation.Purpose;
import dev.hallmark.device.attestation.Software;
import dev.hallmark.device.enrolment.CertificateRequest;
import dev.hallmark.device.gateway.Answer;
import dev.hallmark.device.gateway.Gateway;
import dev.hallmark.device.gateway.Request;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.Certificates;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.SoftwareKeys;
import dev.hallmark.device.onboarding.Arrival;
import dev.hallmark.device.onboarding.Onboarding;
import dev.hallmark.device.onboarding.OnboardingFailedException;
import dev.hallmark.device.onboarding.OnboardingSettings;
import dev.hallmark.device.onboarding.Renewal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Devices with plain keys in memory, which onboard through the gateway. */
public final class Fleet {

    private static final int AT_ONCE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Sandbox sandbox;
    private final OnboardingSettings settings;

    private Fleet(Sandbox sandbox, OnboardingSettings settings) {
        this.sandbox = sandbox;
        this.settings = settings;
    }

    public static Fleet of(Sandbox sandbox) {
        try {
            var authorities = Certificates.parse(Files.readString(sandbox.serverAuthority()));
            return new Fleet(sandbox, OnboardingSettings.of(new Gateway(sandbox.address("gateway"), authorities)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, with another limit for each device's whole journey. */
    public Fleet within(Duration deadline) {
        return new Fleet(sandbox, settings.withDeadline(deadline));
    }

    /** The same, proving themselves by evidence of this form. */
    public Fleet with(EvidenceFormat evidence) {
        return new Fleet(sandbox, settings.withEvidence(evidence));
    }

    public static List<DeviceKeys> make(int count) {
        return Stream.generate(DeviceKeys::generate).limit(count).toList();
    }

    public static List<String> ids(List<DeviceKeys> devices) {
        return devices.stream().map(device -> device.deviceId().hex()).toList();
    }

    /** The ids in a file that batches are imported from. */
    public static String json(List<DeviceKeys> devices) {
        return "{\"devices\":[\"" + String.join("\",\"", ids(devices)) + "\"]}";
    }

    /** Attests a device on a connection of its own, once the attestation-service has learnt of it. */
    public static AttestationResult attest(Gateway gateway, DeviceKeys device)
            throws IOException, UnexpectedAnswerException {
        try (var connection = gateway.connect()) {
            var verifier = new Attestation(connection);
            var attester = new Attester(device, new Software("test", 1), connection.channelBinding());
            var challenge = await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(UnexpectedAnswerException.class)
                    .until(() -> verifier.challenge(device.identity(), Purpose.ONBOARD), Objects::nonNull);
            return verifier.prove(challenge, EvidenceFormat.EAT_JWT, attester);
        }
    }

    /** Registers a device, puts it into a new batch and onboards it. */
    public Arrival welcomeAndOnboard(DeviceKeys device) throws Exception {
        new Operator(sandbox).welcome(ids(List.of(device)));
        return onboard(device);
    }

    public Arrival onboard(DeviceKeys device) throws OnboardingFailedException, InterruptedException {
        return new Onboarding(settings).onboard(new SoftwareKeys(device));
    }

    /** The answer to the first request of a device: 201 if it may attest. */
    public Answer challenge(DeviceKeys device) throws IOException {
        var body = "{\"publicKey\":\"%s\",\"purpose\":\"reattest\"}"
                .formatted(Base64.getEncoder().encodeToString(device.identity().subjectPublicKey()));
        try (var connection = settings.gateway().connect()) {
            return connection.send(Request.post("/attestation/v1/challenges", "application/json", body));
        }
    }

    /** The answer to a device that shows a certificate and asks for the next one. */
    public Answer reEnrol(DeviceKeys device, ClientCertificate shown) throws IOException {
        var request =
                CertificateRequest.of(device.operational(), device.deviceId().commonName());
        var body = Base64.getMimeEncoder().encodeToString(request);
        try (var connection = settings.gateway().connect(shown)) {
            return connection.send(Request.post("/.well-known/est/default/simplereenroll", "application/pkcs10", body));
        }
    }

    /** Takes a device from its certificate to the next one. */
    public Renewal.Renewed renew(DeviceKeys device, ClientCertificate current)
            throws OnboardingFailedException, InterruptedException {
        return new Renewal(settings, "default").renew(new SoftwareKeys(device), current);
    }

    /** Onboards all, some at a time; fails with the first failure. */
    public List<Arrival> onboard(List<DeviceKeys> devices) throws InterruptedException, ExecutionException {
        return onboard(devices, () -> {});
    }

    /** The same, and calls {@code arrived} for each that has arrived. */
    public List<Arrival> onboard(List<DeviceKeys> devices, Runnable arrived)
            throws InterruptedException, ExecutionException {
        var places = new Semaphore(AT_ONCE);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var journeys = devices.stream()
                    .map(device -> executor.submit(() -> {
                        places.acquire();
                        try {
                            var arrival = onboard(device);
                            arrived.run();
                            return arrival;
                        } finally {
                            places.release();
                        }
                    }))
                    .toList();
            var arrivals = new ArrayList<Arrival>();
            for (var journey : journeys) {
                arrivals.add(journey.get());
            }
            return arrivals;
        }
    }
}

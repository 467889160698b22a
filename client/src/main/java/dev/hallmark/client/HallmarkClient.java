package dev.hallmark.client;

import dev.hallmark.client.audit.AuditTrail;
import dev.hallmark.client.authority.Authorities;
import dev.hallmark.client.batch.Batches;
import dev.hallmark.client.certificate.Certificates;
import dev.hallmark.client.deadletter.DeadLetters;
import dev.hallmark.client.device.Devices;
import dev.hallmark.client.factorykey.FactoryKeys;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.http.Tokens;
import dev.hallmark.client.imports.Imports;
import dev.hallmark.client.job.Jobs;
import dev.hallmark.client.policy.Policies;
import dev.hallmark.client.registration.Registrations;
import dev.hallmark.client.status.Statuses;
import dev.hallmark.client.token.MachineTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;

/**
 * The operators' REST APIs. Its calls block, and may come from any number of threads. Each throws
 * {@link dev.hallmark.client.http.ApiException} when a service refuses it or fails, another {@link java.io.IOException}
 * when there is no answer, and {@link InterruptedException} when its thread is interrupted meanwhile.
 */
public final class HallmarkClient {

    private final HttpClient http;
    private final ServiceAddresses addresses;
    private final Tokens tokens;
    private final Optional<String> caller;

    private HallmarkClient(HttpClient http, ServiceAddresses addresses, Tokens tokens, Optional<String> caller) {
        this.http = http;
        this.addresses = addresses;
        this.tokens = tokens;
        this.caller = caller;
    }

    /** @param tokens asked for the bearer token of each request, which it keeps fresh */
    public static HallmarkClient of(ServiceAddresses addresses, Tokens tokens) {
        return new HallmarkClient(Api.connections(), addresses, tokens, Optional.empty());
    }

    /** The same over these connections, which {@link Api#connections(javax.net.ssl.SSLContext)} makes. */
    public static HallmarkClient of(HttpClient http, ServiceAddresses addresses, Tokens tokens) {
        return new HallmarkClient(http, addresses, tokens, Optional.empty());
    }

    /** The same connections for another caller, such as one with another role. */
    public HallmarkClient as(Tokens others) {
        return new HallmarkClient(http, addresses, others, caller);
    }

    /** The same for somebody else's requests: services that trust us record their IP address in place of ours. */
    public HallmarkClient onBehalfOf(String address) {
        return new HallmarkClient(http, addresses, tokens, Optional.of(address));
    }

    public Registrations registrations() {
        return new Registrations(api(addresses.registry()));
    }

    public Imports imports() {
        return new Imports(api(addresses.registry()));
    }

    public Batches batches() {
        return new Batches(api(addresses.registry()));
    }

    public Devices devices() {
        return new Devices(api(addresses.registry()));
    }

    public Jobs jobs() {
        return new Jobs(api(addresses.registry()));
    }

    public Policies policies() {
        return new Policies(api(addresses.policy()));
    }

    public Certificates certificates() {
        return new Certificates(api(addresses.ca()));
    }

    public Authorities authorities() {
        return new Authorities(api(addresses.ca()));
    }

    public AuditTrail audit() {
        return new AuditTrail(api(addresses.audit()));
    }

    public DeadLetters deadLetters() {
        return new DeadLetters(api(addresses.registry()));
    }

    public FactoryKeys factoryKeys() {
        return new FactoryKeys(api(addresses.registry()));
    }

    public MachineTokens machineTokens() {
        return new MachineTokens(api(addresses.audit()));
    }

    public Statuses statuses() {
        return new Statuses(Map.of(
                "registry", api(addresses.registry()),
                "policy", api(addresses.policy()),
                "ca", api(addresses.ca()),
                "audit", api(addresses.audit())));
    }

    private Api api(URI service) {
        return new Api(http, service, tokens, caller);
    }
}

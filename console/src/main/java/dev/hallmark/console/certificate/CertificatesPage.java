package dev.hallmark.console.certificate;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.authority.Authority;
import dev.hallmark.client.certificate.Certificate;
import dev.hallmark.client.device.Device;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.console.api.Apis;
import dev.hallmark.console.frame.ListPage;
import dev.hallmark.console.frame.Refused;
import dev.hallmark.operator.access.Permission;
import dev.hallmark.operator.access.Requires;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Certificates: the list and its search, one in words with its chain and what can be done with it, the authorities. */
@Path("/certificates")
@Produces(MediaType.TEXT_HTML)
@Cancellable(false)
class CertificatesPage {

    private static final int CERTIFICATES = 50;

    /** Of RFC 5280 §5.3.1 those that the API accepts. */
    private static final List<String> REASONS =
            List.of("keyCompromise", "cessationOfOperation", "affiliationChanged", "privilegeWithdrawn", "unspecified");

    private final Apis apis;
    private final Clock clock;

    CertificatesPage(Apis apis, Clock clock) {
        this.apis = apis;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "certificate")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(
                CertificateSearch search,
                ListPage<ShownCertificate> certificates,
                List<Authority> authorities,
                List<Standing> standings,
                Optional<String> problem);

        static native TemplateInstance detail(
                ShownCertificate shown,
                Device device,
                List<Authority> chain,
                List<Command> commands,
                List<String> reasons,
                Optional<Command> done,
                Optional<String> unconfirmed);

        static native TemplateInstance authorities(List<ShownAuthority> authorities);
    }

    /** A search reads the same page, of which the browser takes the list. */
    @GET
    @Requires(Permission.CERTIFICATES_READ)
    @RunOnVirtualThread
    public TemplateInstance list(
            @RestQuery String q, @RestQuery String standing, @RestQuery String authority, @RestQuery String cursor)
            throws IOException, InterruptedException {
        var search = new CertificateSearch(q, standing, authority);
        var client = apis.ofCaller();
        var authorities = client.authorities().list().all().stream()
                .filter(one -> one.kind().equals("issuing"))
                .toList();
        try {
            return Templates.list(
                    search, found(client, search, cursor), authorities, List.of(Standing.values()), Optional.empty());
        } catch (ApiException e) {
            var nothing = new ListPage<ShownCertificate>(List.of(), "", "");
            return Templates.list(search, nothing, authorities, List.of(Standing.values()), Refused.by(e));
        }
    }

    private ListPage<ShownCertificate> found(HallmarkClient client, CertificateSearch search, String cursor)
            throws IOException, InterruptedException {
        var now = clock.instant();
        var listing = client.certificates().list(search.filter(now));
        var page = ListPage.read(listing, CERTIFICATES, cursor, search.address());
        return page.map(certificate -> ShownCertificate.of(certificate, now));
    }

    @GET
    @Path("authorities")
    @Requires(Permission.AUTHORITIES_READ)
    @RunOnVirtualThread
    public TemplateInstance authorities() throws IOException, InterruptedException {
        var now = clock.instant();
        return Templates.authorities(apis.ofCaller().authorities().list().all().stream()
                .map(authority -> ShownAuthority.of(authority, now))
                .toList());
    }

    @GET
    @Path("{serial}")
    @Requires(Permission.CERTIFICATES_READ)
    @RunOnVirtualThread
    public TemplateInstance detail(@PathParam("serial") String serial, @RestQuery Optional<Command> done)
            throws IOException, InterruptedException {
        var client = apis.ofCaller();
        return detail(client, client.certificates().get(serial), done, Optional.empty());
    }

    @POST
    @Path("{serial}/{command}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.CERTIFICATES_CHANGE)
    @RunOnVirtualThread
    public Response command(
            @PathParam("serial") String serial,
            @PathParam("command") String name,
            @RestForm String reason,
            @RestForm String confirmation)
            throws IOException, InterruptedException {
        var command = Command.named(name).orElseThrow(NotFoundException::new);
        var client = apis.ofCaller();
        var certificate = client.certificates().get(serial);
        if (command.isFinal() && !certificate.commonName().equals(confirmation)) {
            var again = detail(client, certificate, Optional.empty(), Optional.of(certificate.commonName()));
            return Response.status(StatusCode.BAD_REQUEST).entity(again).build();
        }
        command.carryOut(client.certificates(), certificate.serial(), Objects.toString(reason, ""));
        return Response.seeOther(UriBuilder.fromPath("/certificates/{serial}")
                        .queryParam("done", command.name())
                        .build(certificate.serial()))
                .build();
    }

    /** @param unconfirmed the name that was to be typed */
    private TemplateInstance detail(
            HallmarkClient client, Certificate certificate, Optional<Command> done, Optional<String> unconfirmed)
            throws IOException, InterruptedException {
        var shown = ShownCertificate.of(certificate, clock.instant());
        return Templates.detail(
                shown,
                client.devices().get(certificate.device()),
                chain(client.authorities().list().all(), certificate.authority()),
                Command.of(shown),
                REASONS,
                done,
                unconfirmed);
    }

    /** From the authority that issued it up to the root, which is its own issuer. */
    private static List<Authority> chain(List<Authority> all, String issuer) {
        var chain = new ArrayList<Authority>();
        var next = named(all, issuer);
        while (next.isPresent() && !chain.contains(next.get())) {
            chain.add(next.get());
            next = named(all, next.get().issuer());
        }
        return chain;
    }

    private static Optional<Authority> named(List<Authority> all, String id) {
        return all.stream().filter(authority -> authority.id().equals(id)).findFirst();
    }
}

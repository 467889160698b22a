package dev.hallmark.gateway.server;

import dev.hallmark.gateway.server.GatewaySettings.Binding;
import dev.hallmark.gateway.tls.TlsEngineProperties;
import dev.hallmark.gateway.tls.TlsFiles;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Starts the gateway, and reloads its certificate when the files change. */
@ApplicationScoped
class Gateway {
    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final GatewayParts parts;
    private final List<GatewayVerticle> verticles = new CopyOnWriteArrayList<>();
    private final AtomicBoolean listening = new AtomicBoolean();

    Gateway(Vertx vertx, GatewaySettings settings, GatewayParts parts) {
        this.vertx = vertx;
        this.settings = settings;
        this.parts = parts;
    }

    boolean listening() {
        return listening.get();
    }

    /** Runs before anything else: the engine reads its properties when TLS is first used. */
    void setEngineProperties(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        TlsEngineProperties.set();
    }

    void start(@Observes StartupEvent event) throws IOException {
        var files = tlsFiles();
        var pair = files.isPresent() ? Optional.of(files.get().read(vertx)) : Optional.<PemKeyCertOptions>empty();
        pair.ifPresent(present -> TlsFiles.requireEngineProperties(present, vertx));
        var eventLoops =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        vertx.deployVerticle(() -> verticle(pair), eventLoops)
                .onSuccess(deployed -> announce())
                .onSuccess(deployed -> files.ifPresent(known -> watch(known, pair.orElseThrow())))
                .onFailure(this::giveUp);
    }

    private GatewayVerticle verticle(Optional<PemKeyCertOptions> pair) {
        var verticle = new GatewayVerticle(settings, parts, pair);
        verticles.add(verticle);
        return verticle;
    }

    private Optional<TlsFiles> tlsFiles() {
        var tls = settings.tls();
        if (settings.binding() == Binding.NONE && tls.certificate().isEmpty()) {
            return Optional.empty();
        }
        var certificate = tls.certificate().orElseThrow(() -> missing("certificate"));
        return Optional.of(new TlsFiles(certificate, tls.key().orElseThrow(() -> missing("key"))));
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("hallmark.gateway.tls." + name + " is not set");
    }

    private void announce() {
        listening.set(true);
        LOG.infof(
                "device gateway listening host=%s port=%d public-port=%d services=%s binding=%s minimum-tls=%s",
                settings.host(),
                settings.port(),
                settings.publicPort(),
                settings.services().keySet(),
                settings.binding(),
                settings.tls().minimumVersion().text());
    }

    private void giveUp(Throwable failure) {
        LOG.errorf(
                "device gateway cannot listen on %s, hallmark.gateway.port=%d or hallmark.gateway.public-port=%d: %s",
                settings.host(), settings.port(), settings.publicPort(), failure.getMessage());
        Quarkus.asyncExit(1);
    }

    void stop(@Observes ShutdownEvent event) {
        listening.set(false);
    }

    private void watch(TlsFiles files, PemKeyCertOptions current) {
        if (listening.get()) {
            vertx.setTimer(settings.tls().reloadInterval().toMillis(), due -> reload(files, current));
        }
    }

    private void reload(TlsFiles files, PemKeyCertOptions current) {
        vertx.executeBlocking(() -> files.read(vertx), false)
                .onSuccess(read -> renew(current, read))
                .onFailure(failure -> LOG.warnf(
                        "the certificate is not renewed, the current one stays in use: %s", failure.getMessage()))
                .onComplete(read -> watch(files, read.succeeded() ? read.result() : current));
    }

    private void renew(PemKeyCertOptions current, PemKeyCertOptions read) {
        if (!read.equals(current)) {
            verticles.forEach(verticle -> verticle.renew(read)
                    .onFailure(failure -> LOG.error("the new certificate cannot be used", failure)));
            LOG.infof(
                    "certificate renewed from %s", settings.tls().certificate().orElseThrow());
        }
    }
}

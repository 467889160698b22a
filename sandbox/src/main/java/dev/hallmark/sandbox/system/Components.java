package dev.hallmark.sandbox.system;

import dev.hallmark.embedded.KafkaServer;
import dev.hallmark.embedded.PostgresServer;
import dev.hallmark.sandbox.component.Component;
import dev.hallmark.sandbox.component.KafkaComponent;
import dev.hallmark.sandbox.component.PostgresComponent;
import dev.hallmark.sandbox.component.Program;
import dev.hallmark.sandbox.component.ProgramComponent;
import dev.hallmark.sandbox.home.OwnerOnly;
import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.services.Services;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** Puts the components together and writes the files they read. */
final class Components {
    private static final int PARTITIONS = 12;

    private final Materials materials;
    private final Replicas replicas;
    private final Balancers balancers;

    Components(Materials materials, Replicas replicas, Balancers balancers) {
        this.materials = materials;
        this.replicas = replicas;
        this.balancers = balancers;
    }

    List<Component> all() throws IOException, GeneralSecurityException {
        Files.createDirectories(MosquittoFiles.directory(materials.home()));
        var components = new ArrayList<Component>();
        components.add(postgres());
        components.add(kafka());
        if (materials.issuer().isPresent()) {
            components.add(keycloak());
        }
        for (var replica : replicas.all()) {
            components.add(balancers.behind(replica, service(replica)));
        }
        components.add(mosquitto());
        return components;
    }

    private Component postgres() throws IOException {
        var databases = new ArrayList<PostgresComponent.Database>();
        for (var service : Services.all()) {
            if (service.hasDatabase()) {
                var owner = role(service.databaseOwner());
                databases.add(new PostgresComponent.Database(service.name(), owner, role(service.name())));
            }
        }
        var home = materials.home();
        return new PostgresComponent(
                new PostgresServer.Settings(
                        home.data("postgres"),
                        home.log("postgres"),
                        materials.ports().of(Port.POSTGRES),
                        materials.secret("database.superuser"),
                        true),
                databases);
    }

    private PostgresComponent.Role role(String name) throws IOException {
        return new PostgresComponent.Role(name, materials.secret("database." + name));
    }

    private Component kafka() {
        var home = materials.home();
        var port = materials.ports().of(Port.KAFKA);
        return new KafkaComponent(new KafkaServer.Settings(home.data("kafka"), home.log("kafka"), port, PARTITIONS));
    }

    private Component keycloak() throws IOException {
        return ProgramComponent.server(
                "keycloak",
                Addresses.keycloak(materials.ports()),
                Set.of(),
                KeycloakProgram.of(materials),
                URI.create(materials.issuer().orElseThrow() + "/.well-known/openid-configuration"));
    }

    private Component service(Replica replica) throws IOException, GeneralSecurityException {
        var service = replica.service();
        var program = ServiceProgram.of(
                materials.home(),
                replica,
                write(replica),
                new KeyRingSettings(materials).environment(replica.service()));
        var management = replica.ports().of(Port.management(service));
        var address = Addresses.address(service, materials.ports());
        return ProgramComponent.service(replica.name(), address, replicas.named(service.after()), program, management);
    }

    private Path write(Replica replica) throws IOException, GeneralSecurityException {
        var properties = new Properties();
        properties.putAll(new ServiceSettings(materials.with(replica.ports())).of(replica.service()));
        var text = new StringWriter();
        properties.store(text, "Written at each start of the sandbox.");
        var file = materials.home().config().resolve(replica.name() + ".properties");
        OwnerOnly.write(file, text.toString());
        return file;
    }

    private Component mosquitto() throws IOException {
        var home = materials.home();
        var port = materials.ports().of(Port.MQTT);
        var settings = MosquittoFiles.write(materials).toString();
        var command = List.of(MosquittoProgram.find(), "-c", settings);
        return ProgramComponent.listener(
                "mosquitto",
                "mqtts://localhost:" + port,
                Set.of("agent"),
                new Program(command, home.directory(), home.log("mosquitto")),
                port);
    }
}

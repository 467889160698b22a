package dev.hallmark.sandbox.port;

import dev.hallmark.embedded.Ports;
import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Ports that nobody uses, for tests and for a second sandbox on one machine. */
public final class LoopbackPorts {
    private LoopbackPorts() {}

    /**
     * Fills the plan up with free ports, the same as last time while they are free: addresses live on in certificates
     * and fleets.
     */
    public static PortPlan free(Home home, Map<Port, Integer> chosen) throws IOException {
        var file = home.directory().resolve("ports.properties");
        var remembered = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                remembered.load(reader);
            }
        }
        var plan = choose(remembered, chosen);
        var text = new StringWriter();
        plan.ports().forEach((port, number) -> remembered.setProperty(port.key(), Integer.toString(number)));
        remembered.store(text, null);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.toString());
        return plan;
    }

    private static PortPlan choose(Properties remembered, Map<Port, Integer> chosen) throws IOException {
        var ports = new HashMap<Port, Integer>();
        ports.putAll(chosen);
        for (var port : Port.all()) {
            if (!ports.containsKey(port)) {
                int number = Integer.parseInt(remembered.getProperty(port.key(), "0"));
                while (number == 0 || !Ports.claim(number) || ports.containsValue(number)) {
                    number = Ports.free();
                }
                ports.put(port, number);
            }
        }
        return new PortPlan(ports);
    }
}

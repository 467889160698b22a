package dev.hallmark.embedded;

import dev.hallmark.events.Topic;
import dev.hallmark.events.Topics;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The child process of {@link KafkaServer}: one broker that is its own controller, and ends with its parent. */
final class KafkaBroker {
    static final String READY = "ready";
    private static final Logger LOG = Logger.getLogger(KafkaBroker.class.getName());
    /** Always the same: a broker refuses the data of another cluster, its own after a restart included. */
    private static final Uuid CLUSTER = new Uuid(0x68616c6c6d61726bL, 1);

    /** Warnings at the first start, and at each stop. */
    private static final List<String> EXPECTED =
            List.of("The metadata log appears to be empty", "close NetworkClient that has already been closed");

    private KafkaBroker() {}

    /**
     * Arguments: data folder, port, controller's port, how many partitions a topic has at most. Until it is ready nobody
     * needs the broker, so whatever goes wrong before ends it at once, the end of its parent included.
     */
    public static void main(String[] arguments) {
        logWarningsOnly();
        var ready = new AtomicBoolean();
        var parentsEnd = CompletableFuture.runAsync(() -> awaitParentsEnd(ready), KafkaBroker::daemon);
        try {
            var server = start(arguments);
            ready.set(true);
            tellParent(READY);
            parentsEnd.join();
            server.shutdown();
            server.awaitShutdown();
            System.exit(0);
        } catch (Throwable e) {
            // Kafka's threads would keep the process alive without its main one.
            LOG.log(Level.SEVERE, "the broker ends", e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static KafkaRaftServer start(String[] arguments) throws Exception {
        var data = Path.of(arguments[0]);
        var port = Integer.parseInt(arguments[1]);
        format(data);
        var server =
                new KafkaRaftServer(new KafkaConfig(settings(data, port, Integer.parseInt(arguments[2]))), Time.SYSTEM);
        server.startup();
        createTopics(port, Integer.parseInt(arguments[3]));
        return server;
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "parent");
        thread.setDaemon(true);
        thread.start();
    }

    /** By standard output, a pipe that {@link KafkaServer} reads; the log goes to standard error. */
    private static void tellParent(String word) throws IOException {
        var pipe = new FileOutputStream(FileDescriptor.out);
        pipe.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void logWarningsOnly() {
        var root = Logger.getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        var console = new ConsoleHandler();
        console.setFilter(line -> EXPECTED.stream().noneMatch(String.valueOf(line.getMessage())::contains));
        root.addHandler(console);
        root.setLevel(Level.WARNING);
    }

    private static void format(Path data) throws Exception {
        Files.createDirectories(data);
        new Formatter()
                .setClusterId(CLUSTER.toString())
                .setNodeId(1)
                .addDirectory(data.toString())
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
                .run();
    }

    private static Properties settings(Path data, int port, int controllerPort) {
        var settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "PLAINTEXT",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "log.dirs", data.toString()));
        // One node holds every internal topic, and small: nothing to replicate to, little to recover.
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1"));
        settings.put("auto.create.topics.enable", "false");
        settings.putAll(Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "num.network.threads", "1",
                "num.io.threads", "2",
                "log.cleaner.dedupe.buffer.size", "2097152"));
        return settings;
    }

    private static void createTopics(int port, int mostPartitions) throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            var names = admin.listTopics().names().get();
            var missing = Topics.all().stream()
                    .filter(topic -> !names.contains(topic.name()))
                    .map(topic -> topic(topic, mostPartitions))
                    .toList();
            admin.createTopics(missing).all().get();
            // The controller knows them now; clients ask the broker, which learns of them a little later.
            var all = Topics.all().stream().map(Topic::name).toList();
            while (!admin.listTopics().names().get().containsAll(all)) {
                Thread.sleep(20);
            }
        }
    }

    private static NewTopic topic(Topic topic, int mostPartitions) {
        var partitions = Math.min(topic.partitions(), mostPartitions);
        return new NewTopic(topic.name(), Optional.of(partitions), Optional.empty()).configs(topic.settings());
    }

    /** Standard input is a pipe from the parent: it ends when the parent closes it or is gone. */
    private static void awaitParentsEnd(AtomicBoolean ready) {
        try (var parent = System.in) {
            parent.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the pipe from the parent broke", e);
        }
        if (!ready.get()) {
            Runtime.getRuntime().halt(1);
        }
    }
}

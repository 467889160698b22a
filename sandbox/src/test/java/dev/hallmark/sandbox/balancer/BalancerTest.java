package dev.hallmark.sandbox.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.embedded.Ports;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BalancerTest {
    private static final int LARGE = 8 << 20;

    private int port;
    private Balancer balancer;
    private Greeter first;
    private Greeter second;

    @BeforeEach
    void listen() throws IOException {
        port = Ports.free();
        balancer = new Balancer(port);
        first = new Greeter("first");
        second = new Greeter("second");
        balancer.admit(first.port());
        balancer.admit(second.port());
    }

    @AfterEach
    void close() {
        balancer.close();
        first.close();
        second.close();
    }

    @Test
    void connectionsGoToTheReplicasInTurn() throws IOException {
        assertThat(greetings(10)).isEqualTo(Map.of("first", 5, "second", 5));
    }

    @Test
    void aReplicaThatIsDownIsPassedOver() throws IOException {
        first.close();
        assertThat(greetings(5)).isEqualTo(Map.of("second", 5));
    }

    @Test
    void aReplicaIsLeftAloneUntilItIsAdmitted() throws IOException {
        balancer.withdraw(first.port());
        assertThat(greetings(4)).isEqualTo(Map.of("second", 4));
        balancer.admit(first.port());
        assertThat(greetings(4)).isEqualTo(Map.of("first", 2, "second", 2));
    }

    @Test
    void whileThereIsNoReplicaConnectionsAreRefused() throws IOException {
        balancer.withdraw(first.port());
        balancer.withdraw(second.port());
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        balancer.admit(second.port());
        assertThat(greetings(2)).isEqualTo(Map.of("second", 2));
    }

    @Test
    void whenAllAreDownConnectionsEndWithoutAWord() throws IOException {
        first.close();
        second.close();
        assertThatThrownBy(() -> greetings(1)).isInstanceOf(IOException.class);
    }

    @Test
    void connectionsOfAReplicaThatIsWithdrawnGoOn() throws IOException {
        try (var client = greeted()) {
            balancer.withdraw(first.port());
            balancer.withdraw(second.port());
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    void theEndOfARequestIsPassedOnAndTheAnswerStillComes() throws Exception {
        // Given
        var octets = new byte[LARGE];
        new Random(1).nextBytes(octets);
        try (var client = greeted()) {

            // When
            var answer = CompletableFuture.supplyAsync(() -> rest(client), Thread::startVirtualThread);
            client.getOutputStream().write(octets);
            client.shutdownOutput();

            // Then
            assertThat(answer.get()).isEqualTo(octets);
        }
    }

    /** Else it would have to keep what the receiver does not take. */
    @Test
    void whoIsNotReadFromCannotSend() throws Exception {
        try (var client = greeted()) {
            var sent = CompletableFuture.supplyAsync(() -> send(client, 8 * LARGE), Thread::startVirtualThread);

            // The greeter sends back what it is sent, and nobody here reads: it stops reading, and so must the client
            Greeter.awaitStandstill(first, second);
            assertThat(sent).isNotDone();
        }
    }

    @Test
    void aReplicaThatDiesEndsTheConnectionsItHad() throws IOException {
        try (var client = greeted()) {
            first.breakOff();
            second.breakOff();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aClientThatDiesEndsTheReplicasConnection() throws Exception {
        var client = connect();
        var greeter = name(client.getInputStream()).equals("first") ? first : second;
        client.setSoLinger(true, 0);
        client.close();
        greeter.awaitNobody();
    }

    @Test
    void closingEndsAllConnections() throws IOException {
        try (var client = greeted()) {
            balancer.close();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }

    private Map<String, Integer> greetings(int connections) throws IOException {
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < connections; i++) {
            try (var client = connect()) {
                counts.merge(name(client.getInputStream()), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** A connection that has a replica at its other end. */
    private Socket greeted() throws IOException {
        var client = connect();
        assertThat(name(client.getInputStream())).isIn("first", "second");
        return client;
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static String name(InputStream in) throws IOException {
        var name = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            name.append(new String(new byte[] {(byte) octet}, StandardCharsets.US_ASCII));
        }
        return name.toString();
    }

    private static byte[] rest(Socket client) {
        try {
            return client.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int send(Socket client, int octets) {
        try {
            client.getOutputStream().write(new byte[octets]);
            return octets;
        } catch (IOException e) {
            return -1;
        }
    }
}

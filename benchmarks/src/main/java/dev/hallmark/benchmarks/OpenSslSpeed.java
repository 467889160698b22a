package dev.hallmark.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How fast {@code openssl speed} finds this machine, one core and nothing but the cryptography. */
final class OpenSslSpeed {
    private static final List<String> COMMAND = List.of("openssl", "speed", "-mr", "-seconds", "1");

    private OpenSslSpeed() {}

    /** Runs it for about five seconds; a second of signing, of verifying, of ECDH, of digests and of encryption. */
    static Map<Primitive, Double> perSecond() throws IOException, InterruptedException {
        var output = run("-bytes", Integer.toString(Primitive.BLOCK), "sha256", "ecdsap256", "ecdhx25519")
                + run("-bytes", Integer.toString(Primitive.BLOCK), "-evp", "aes-256-gcm");
        return parse(output);
    }

    /** Reads what {@code openssl speed -mr} writes; {@code openssl} 1.1.1 to 3 write it alike. */
    static Map<Primitive, Double> parse(String output) throws IOException {
        var rates = new TreeMap<Primitive, Double>();
        for (var line : output.lines().toList()) {
            read(line.strip().split(":", -1), rates);
        }
        for (var primitive : Primitive.values()) {
            if (!rates.containsKey(primitive)) {
                throw new IOException("openssl speed says nothing of " + primitive.label());
            }
        }
        return rates;
    }

    private static void read(String[] fields, Map<Primitive, Double> rates) {
        switch (fields[0]) {
            case "+F4" -> {
                rates.put(Primitive.SIGN, Double.parseDouble(fields[3]));
                rates.put(Primitive.VERIFY, Double.parseDouble(fields[4]));
            }
            case "+F5" -> rates.put(Primitive.AGREE, Double.parseDouble(fields[3]));
            case "+F" -> rates.put(symmetric(fields[2]), Double.parseDouble(fields[3]) / Primitive.BLOCK);
            default -> {} // a heading, or how long a measurement took
        }
    }

    private static Primitive symmetric(String name) {
        return name.equals("sha256") ? Primitive.DIGEST : Primitive.ENCRYPT;
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(COMMAND);
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
        return output;
    }
}

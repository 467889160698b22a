package dev.hallmark.console.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Our own files that pages load. An address changes with its file, so that browsers may keep it for good. */
final class Files {

    private static final String PATH = "/static/";
    private static final int DIGITS = 16;
    private static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

    private Files() {}

    static String address(String name) {
        return ADDRESSES.computeIfAbsent(name, file -> PATH + file + "?v=" + hash("META-INF/resources" + PATH + file));
    }

    private static String hash(String resource) {
        try (var content = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            var hash = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

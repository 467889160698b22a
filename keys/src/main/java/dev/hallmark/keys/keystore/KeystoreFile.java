package dev.hallmark.keys.keystore;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.hallmark.keys.KeyAlgorithm;
import dev.hallmark.keys.KeyRingException;
import dev.hallmark.keys.store.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The file on disk. A reader sees either the old or the new content, since a write replaces the file by a rename; a
 * writer holds the lock file beside it from reading to renaming, so that no other process's key is lost.
 */
public final class KeystoreFile implements Store {

    /** Given to each call and never registered. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(OWNER);
    private static final FileAttribute<?> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    /** A file lock belongs to the whole JVM: its threads need one of their own. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path path;
    private final char[] password;

    /** @param path the PKCS#12 file, made with its directory when the first key is */
    public KeystoreFile(Path path, char[] password) {
        this.path = path.toAbsolutePath().normalize();
        this.password = password.clone();
    }

    /** All there are. */
    @Override
    public Set<KeyAlgorithm> algorithms() {
        return Set.of(KeyAlgorithm.values());
    }

    @Override
    public char[] password() {
        return password.clone();
    }

    /** On curves it signs twice as fast as the JDK's own. */
    @Override
    public Optional<Provider> provider(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256, ES384 -> Optional.of(BOUNCY_CASTLE);
            case EDDSA, RS256, ML_DSA_65, AES256 -> Optional.empty();
        };
    }

    @Override
    public Key usable(Key secret) throws GeneralSecurityException {
        return secret.getAlgorithm().equals("EC")
                ? KeyFactory.getInstance("EC", BOUNCY_CASTLE)
                        .generatePrivate(new PKCS8EncodedKeySpec(secret.getEncoded()))
                : secret;
    }

    /** The current content; empty when there is no file yet. */
    @Override
    public KeyStore read() {
        try {
            var content = KeyStore.getInstance("PKCS12");
            content.load(Files.exists(path) ? new ByteArrayInputStream(Files.readAllBytes(path)) : null, password);
            return content;
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyRingException(
                    KeyRingException.Code.UNAVAILABLE,
                    path + " cannot be opened: unreadable, or hallmark.keys.keystore.password is not its password",
                    e);
        }
    }

    /** While no other process or thread can. */
    @Override
    public <T> T change(Change<T> change) {
        var threads = THREADS.computeIfAbsent(path, key -> new ReentrantLock());
        threads.lock();
        try {
            Files.createDirectories(path.getParent(), OWNER_DIRECTORY);
            try (var channel = FileChannel.open(lockFile(), EnumSet.of(CREATE, WRITE), OWNER_ONLY);
                    var lock = channel.lock()) {
                var content = read();
                var result = change.apply(content);
                if (!lock.isValid()) {
                    throw new IOException("the lock was lost");
                }
                write(content);
                return result;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyRingException(KeyRingException.Code.UNAVAILABLE, path + " cannot be written", e);
        } finally {
            threads.unlock();
        }
    }

    private Path lockFile() {
        return path.resolveSibling(path.getFileName() + ".lock");
    }

    private void write(KeyStore content) throws IOException, GeneralSecurityException {
        var octets = new ByteArrayOutputStream();
        content.store(octets, password);
        var next = Files.createTempFile(path.getParent(), path.getFileName().toString(), ".next", OWNER_ONLY);
        try {
            try (var channel = FileChannel.open(next, WRITE)) {
                var buffer = ByteBuffer.wrap(octets.toByteArray());
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
        try (var directory = FileChannel.open(path.getParent(), READ)) {
            directory.force(true);
        }
    }
}

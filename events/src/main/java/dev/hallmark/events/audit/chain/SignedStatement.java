package dev.hallmark.events.audit.chain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Objects;

/**
 * A statement with its signature.
 *
 * @param statement the text that was signed, as it is
 * @param signature ECDSA with SHA-256, DER in base64
 */
public record SignedStatement(String statement, String signature) {

    public SignedStatement {
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(signature, "signature");
    }

    public static SignedStatement of(Statement statement, byte[] signature) {
        return new SignedStatement(statement.text(), Base64.getEncoder().encodeToString(signature));
    }

    /**
     * Reads the JSON of one, as the API, the log and the topic of checkpoints have it.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static SignedStatement read(String json) {
        return ChainText.read(json, SignedStatement.class);
    }

    /** @throws IllegalArgumentException when the text is not that of a statement */
    public Statement content() {
        return ChainText.read(statement, Statement.class);
    }

    /** What the next statement names as the one before it. */
    public String hash() {
        return ChainHash.of(statement);
    }

    /** False for anything that is not a signature of this key. */
    public boolean isSignedBy(PublicKey key) {
        try {
            var verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(statement.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}

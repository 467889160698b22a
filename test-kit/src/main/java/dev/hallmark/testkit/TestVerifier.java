package dev.hallmark.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Map;

/** The attestation-service as other services see it: its JWKS, and tokens signed with the key in it. */
public final class TestVerifier implements QuarkusTestResourceLifecycleManager {

    private static final SharedKey KEY = new SharedKey("EC", "hallmark.test.verifier-key");
    private static final String KEY_ID = "verifier-1";

    private JwksServer server;

    @Override
    public Map<String, String> start() {
        var pair = TestKeys.p256();
        KEY.share(pair.getPrivate());
        server = new JwksServer(KEY_ID, (ECPublicKey) pair.getPublic());
        return Map.of("hallmark.attestation.jwks-url", server.url());
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** A token of the verifier. */
    static String token(Map<String, Object> claims) {
        return token(claims, KEY.read());
    }

    /** A token that looks like one of the verifier's, signed by anybody. */
    static String token(Map<String, Object> claims, PrivateKey key) {
        return Jwt.claims(claims)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(KEY_ID)
                .sign(key);
    }
}

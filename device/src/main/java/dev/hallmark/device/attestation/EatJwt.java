package dev.hallmark.device.attestation;

import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.identity.SignatureKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evidence as {@code application/eat+jwt}: a compact JWS of the claims of RFC 9711. */
final class EatJwt {

    static final String CONTENT_TYPE = "application/eat+jwt";

    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private EatJwt() {}

    static Evidence evidence(Challenge challenge, Claimant claimant) {
        if (!(claimant.keys().identity() instanceof SignatureKey identity)) {
            throw new IllegalArgumentException("A token is signed, which this key cannot do");
        }
        var signed = part(header(claimant)) + "." + part(claims(challenge, claimant));
        var signature = identity.signConcatenated(signed.getBytes(StandardCharsets.US_ASCII));
        return Evidence.text(CONTENT_TYPE, signed + "." + BASE64_URL.encodeToString(signature));
    }

    private static Map<String, String> header(Claimant claimant) {
        var header = new LinkedHashMap<String, String>();
        header.put("alg", claimant.keys().identity().algorithm());
        header.put("typ", "eat+jwt");
        header.put("kid", claimant.keys().deviceId().hex());
        return header;
    }

    private static Map<String, Object> claims(Challenge challenge, Claimant claimant) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("eat_nonce", challenge.nonce());
        claims.put("aud", challenge.audience());
        claims.put("eat_profile", challenge.profile());
        claims.put("ueid", claimant.keys().deviceId().ueid());
        if (challenge.bound()) {
            claims.put("cb", BASE64_URL.encodeToString(claimant.bindingFor(challenge)));
        }
        if (claimant.keys().separate()) {
            claims.put("cnf", Map.of("jkt", claimant.keys().operational().thumbprint()));
        }
        claims.put("swname", claimant.software().name());
        claims.put("swversion", List.of(Integer.toString(claimant.software().version())));
        return claims;
    }

    private static String part(Object value) {
        return BASE64_URL.encodeToString(Json.write(value).getBytes(StandardCharsets.UTF_8));
    }
}

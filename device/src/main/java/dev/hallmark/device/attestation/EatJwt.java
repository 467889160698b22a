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

    static Evidence evidence(Challenge challenge, Attester attester) {
        if (!(attester.keys().identity() instanceof SignatureKey identity)) {
            throw new IllegalArgumentException("this key cannot sign a token; use the evidence format TRANSCRIPT");
        }
        var signed = part(header(attester)) + "." + part(claims(challenge, attester));
        var signature = identity.signConcatenated(signed.getBytes(StandardCharsets.US_ASCII));
        return Evidence.text(CONTENT_TYPE, signed + "." + BASE64_URL.encodeToString(signature));
    }

    private static Map<String, String> header(Attester attester) {
        var header = new LinkedHashMap<String, String>();
        header.put("alg", attester.keys().identity().algorithm());
        header.put("typ", "eat+jwt");
        header.put("kid", attester.keys().deviceId().hex());
        return header;
    }

    private static Map<String, Object> claims(Challenge challenge, Attester attester) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("eat_nonce", challenge.nonce());
        claims.put("aud", challenge.audience());
        claims.put("eat_profile", challenge.profile());
        claims.put("ueid", attester.keys().deviceId().ueid());
        if (challenge.bound()) {
            claims.put("cb", BASE64_URL.encodeToString(attester.bindingFor(challenge)));
        }
        if (attester.keys().separate()) {
            claims.put("cnf", Map.of("jkt", attester.keys().operational().thumbprint()));
        }
        claims.put("swname", attester.software().name());
        claims.put("swversion", List.of(Integer.toString(attester.software().version())));
        return claims;
    }

    private static String part(Object value) {
        return BASE64_URL.encodeToString(Json.write(value).getBytes(StandardCharsets.UTF_8));
    }
}

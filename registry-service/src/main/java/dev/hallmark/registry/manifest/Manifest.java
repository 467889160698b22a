package dev.hallmark.registry.manifest;

import dev.hallmark.commons.identity.SignatureEncoding;
import dev.hallmark.commons.jose.CompactJws;
import dev.hallmark.commons.jose.InvalidJwsException;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.HexFormat;
import java.util.Locale;

/** A manifest as it comes in a request: a compact JWS whose signature is not verified yet. */
record Manifest(String text, CompactJws jws, byte[] sha256, long devices) {

    static final String HEADER = "Hallmark-Manifest";

    private static final String TYPE = "hallmark-manifest+jws";
    private static final int MOST_CHARACTERS = 4096;
    private static final String SHA256 = "[0-9a-fA-F]{64}";
    private static final String THUMBPRINT = "[0-9A-Za-z_-]{43}";

    static Manifest parse(String header) {
        var text = header.strip();
        if (text.length() > MOST_CHARACTERS) {
            throw invalid("it is longer than " + MOST_CHARACTERS + " characters");
        }
        try {
            return of(text, CompactJws.parse(text));
        } catch (InvalidJwsException e) {
            throw invalid("it is not a compact JWS: " + e.getMessage());
        }
    }

    private static Manifest of(String text, CompactJws jws) {
        if (!CompactJws.text(jws.header(), "typ").toLowerCase(Locale.ROOT).equals(TYPE)) {
            throw invalid("its typ is not " + TYPE);
        }
        if (!CompactJws.text(jws.header(), "kid").matches(THUMBPRINT)) {
            throw invalid("its kid is not an RFC 7638 thumbprint");
        }
        var sha256 = CompactJws.text(jws.payload(), "sha256");
        if (!sha256.matches(SHA256)) {
            throw invalid("its sha256 is not 64 hexadecimal characters");
        }
        var devices = jws.payload().path("devices");
        if (!devices.isIntegralNumber() || !devices.canConvertToLong() || devices.longValue() < 0) {
            throw invalid("its devices is not a number of rows");
        }
        return new Manifest(text, jws, HexFormat.of().parseHex(sha256.toLowerCase(Locale.ROOT)), devices.longValue());
    }

    String kid() {
        return CompactJws.text(jws.header(), "kid");
    }

    /** Verifies that this key signed it. */
    SignedManifest signedBy(FactoryKey key) {
        if (key.isRevoked()) {
            throw invalid("its key \"%s\" was revoked".formatted(key.name()));
        }
        var algorithm = CompactJws.text(jws.header(), "alg");
        if (!algorithm.equals(key.algorithm())) {
            throw invalid("its alg is not %s, which the key \"%s\" signs with".formatted(key.algorithm(), key.name()));
        }
        if (!key.key().verify(jws.signingInput(), jws.signature(), SignatureEncoding.CONCATENATED)) {
            throw invalid("the key \"%s\" did not make its signature".formatted(key.name()));
        }
        return new SignedManifest(text, sha256, devices, key.name(), key.kid());
    }

    static RegistryException invalid(String reason) {
        return new RegistryException(Refusal.INVALID_MANIFEST, "The manifest is not accepted: " + reason + ".")
                .with("field", HEADER);
    }
}

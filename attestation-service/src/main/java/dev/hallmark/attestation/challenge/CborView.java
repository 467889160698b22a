package dev.hallmark.attestation.challenge;

import com.upokecenter.cbor.CBORObject;
import java.util.Base64;

/** A challenge in CBOR: a map with the names of the JSON for keys, nonce and encapsulation as octets. */
final class CborView {

    static final String MEDIA_TYPE = "application/cbor";

    private CborView() {}

    static byte[] of(ChallengeResource.View view) {
        var algorithms = CBORObject.NewArray();
        view.algorithms().forEach(algorithms::Add);
        var challenge = CBORObject.NewOrderedMap()
                .Add("challengeId", view.challengeId())
                .Add("nonce", octets(view.nonce()))
                .Add("audience", view.audience())
                .Add("profile", view.profile())
                .Add("binding", view.binding())
                .Add("algorithms", algorithms)
                .Add("expiresAt", view.expiresAt().toString());
        if (view.encapsulation() != null) {
            challenge.Add("encapsulation", octets(view.encapsulation()));
        }
        return challenge.EncodeToBytes();
    }

    private static byte[] octets(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }
}

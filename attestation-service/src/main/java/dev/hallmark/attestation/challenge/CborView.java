package dev.hallmark.attestation.challenge;

import com.upokecenter.cbor.CBORObject;
import java.util.Base64;

/** A challenge in CBOR: a map with the names of the JSON for keys, and the nonce as octets. */
final class CborView {

    static final String MEDIA_TYPE = "application/cbor";

    private CborView() {}

    static byte[] of(ChallengeResource.View view) {
        var algorithms = CBORObject.NewArray();
        view.algorithms().forEach(algorithms::Add);
        return CBORObject.NewOrderedMap()
                .Add("challengeId", view.challengeId())
                .Add("nonce", Base64.getUrlDecoder().decode(view.nonce()))
                .Add("audience", view.audience())
                .Add("profile", view.profile())
                .Add("binding", view.binding())
                .Add("algorithms", algorithms)
                .Add("expiresAt", view.expiresAt().toString())
                .EncodeToBytes();
    }
}

package dev.hallmark.attestation.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.commons.attestation.Confirmation;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The claims of an EAT, in JSON or CBOR, of the right types and not yet believed; octets are in base64url.
 *
 * @param recorded those that describe the device's state
 */
record EatClaims(
        String nonce,
        String audience,
        String profile,
        String ueid,
        Optional<String> binding,
        Optional<Confirmation> confirmation,
        OptionalLong bootcount,
        OptionalLong softwareVersion,
        ObjectNode recorded) {

    /** RFC 9711 §4.2.9: the names of JSON, in the order of CBOR's numbers. */
    static final List<String> DEBUG_STATES = List.of(
            "enabled", "disabled", "disabled-since-boot", "disabled-permanently", "disabled-fully-and-permanently");

    /** The version is our counter when it is a number and no more. */
    static OptionalLong counter(String version) {
        return version.matches("[0-9]{1,10}") ? OptionalLong.of(Long.parseLong(version)) : OptionalLong.empty();
    }

    /** That they are the challenge's; a binding that is absent is for the policy to judge. */
    void require(Expectation expected) throws EvidenceRefused {
        expected.requireFresh();
        expected.requireNonce(nonce);
        expected.requireAudience(audience);
        expected.requireProfile(profile);
        expected.requireUeid(ueid);
        expected.requireSameConnection();
        if (binding.isPresent()) {
            expected.requireBinding(binding.get());
        }
    }

    Evidence evidence(SubjectPublicKey identityKey) {
        return new Evidence(
                confirmation.orElseGet(() -> Confirmation.ofJwk(identityKey.thumbprint())),
                binding.isPresent(),
                bootcount,
                softwareVersion,
                recorded);
    }
}

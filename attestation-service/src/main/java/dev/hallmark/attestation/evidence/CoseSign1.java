package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.hallmark.attestation.refusal.RefusalReason;
import java.util.Optional;
import java.util.Set;

/**
 * A COSE_Sign1 (RFC 9052 §4.2), read strictly and not yet believed. Its headers say the algorithm and perhaps the key's
 * id; any other header would bring a key or rules of the sender's choice, and is refused.
 *
 * @param algorithm the {@code alg}, a number or, in what is never ours, a text
 */
record CoseSign1(
        byte[] protectedHeader,
        Optional<CBORObject> algorithm,
        Optional<byte[]> kid,
        byte[] payload,
        byte[] signature) {

    private static final int TAG = 18;
    private static final CBORObject ALG = CBORObject.FromObject(1);
    private static final CBORObject KID = CBORObject.FromObject(4);

    static CoseSign1 parse(byte[] body) throws EvidenceRefused {
        var parts = StrictCbor.read(body, TAG);
        unless(parts.getType() == CBORType.Array && parts.size() == 4, RefusalReason.MALFORMED);
        var protectedHeader = octets(parts.get(0));
        var header = header(StrictCbor.read(protectedHeader), Set.of(ALG, KID));
        var open = header(parts.get(1), Set.of(KID));
        unless(!(header.ContainsKey(KID) && open.ContainsKey(KID)), RefusalReason.MALFORMED);
        return new CoseSign1(
                protectedHeader,
                Optional.ofNullable(header.GetOrDefault(ALG, null)),
                kid(header.ContainsKey(KID) ? header : open),
                octets(parts.get(2)),
                octets(parts.get(3)));
    }

    /** The Sig_structure (RFC 9052 §4.4), without external data. */
    byte[] signingInput() {
        return CBORObject.NewArray()
                .Add("Signature1")
                .Add(protectedHeader)
                .Add(new byte[0])
                .Add(payload)
                .EncodeToBytes();
    }

    private static CBORObject header(CBORObject header, Set<CBORObject> known) throws EvidenceRefused {
        unless(header.getType() == CBORType.Map && known.containsAll(header.getKeys()), RefusalReason.MALFORMED);
        return header;
    }

    private static Optional<byte[]> kid(CBORObject header) throws EvidenceRefused {
        return header.ContainsKey(KID) ? Optional.of(octets(header.get(KID))) : Optional.empty();
    }

    private static byte[] octets(CBORObject item) throws EvidenceRefused {
        unless(item.getType() == CBORType.ByteString, RefusalReason.MALFORMED);
        return item.GetByteString();
    }
}

package dev.hallmark.ca.pki;

import dev.hallmark.ca.authority.Signatures;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.util.Arrays;

/** An answer that is not sent again to whoever has it (RFC 9110 §13.1.2). */
record Tagged(EntityTag tag) {

    private static final int TAG_CHARACTERS = 32;

    /** Tagged by a digest of its content, so that all replicas agree. */
    static Tagged of(List<byte[]> content) {
        var digest = Signatures.sha256(Arrays.concatenate(content.toArray(byte[][]::new)));
        return new Tagged(new EntityTag(HexFormat.of().formatHex(digest).substring(0, TAG_CHARACTERS)));
    }

    /** 304 when the caller has it; a cache asks again each time, since a CRL may be replaced at any moment. */
    Response answer(Request request, Object entity, String mediaType) {
        var unchanged = request.evaluatePreconditions(tag);
        var answer = unchanged != null ? unchanged : Response.ok(entity, mediaType);
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
}

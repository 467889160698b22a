package dev.hallmark.ca.issuance;

import dev.hallmark.ca.CaException;
import dev.hallmark.commons.identity.SerialNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Recognises certificates of ours. */
@ApplicationScoped
public class CurrentCertificates {

    private static final String FIND = "select " + IntentStore.COLUMNS
            + ", c.content from certificate c where c.serial = $1 and c.content is not null";

    private static final String FIND_ACTIVE = FIND + " and c.state = 'active'";

    private final Pool pool;

    CurrentCertificates(Pool pool) {
        this.pool = pool;
    }

    /** The one that a device shows; fails as any device is refused when it is none of ours. */
    public Uni<CurrentCertificate> of(X509Certificate shown) {
        return find(FIND, shown);
    }

    /** The same, and fails also when it is held or revoked. */
    public Uni<CurrentCertificate> active(X509Certificate shown) {
        return find(FIND_ACTIVE, shown);
    }

    private Uni<CurrentCertificate> find(String statement, X509Certificate shown) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(SerialNumber.of(shown.getSerialNumber()).hex()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> same(row, shown).stream())
                        .findFirst()
                        .orElseThrow(CaException::enrolmentRefused));
    }

    private static Optional<CurrentCertificate> same(Row row, X509Certificate shown) {
        var content = row.getBuffer("content").getBytes();
        return MessageDigest.isEqual(content, encoded(shown))
                ? Optional.of(new CurrentCertificate(IntentStore.intent(row), content))
                : Optional.empty();
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}

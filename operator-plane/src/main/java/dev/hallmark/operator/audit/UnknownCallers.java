package dev.hallmark.operator.audit;

import dev.hallmark.commons.limit.AddressKey;
import dev.hallmark.commons.limit.TokenBuckets;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Counts what is refused to callers whom no tenant's audit trail has a place for, and logs one request of an address a
 * minute: anyone can send as many as they like.
 */
@ApplicationScoped
class UnknownCallers {

    private static final Logger LOG = Logger.getLogger(UnknownCallers.class);
    private static final double ONE_A_MINUTE = 1.0 / 60;
    private static final int LINES_AT_ONCE = 20;

    private final MeterRegistry meters;
    private final TokenBuckets byAddress;
    /** Who has a whole network of addresses has no more lines for it. */
    private final TokenBuckets ofAll;

    @Inject
    UnknownCallers(MeterRegistry meters) {
        this(meters, System::nanoTime);
    }

    UnknownCallers(MeterRegistry meters, LongSupplier nanoTime) {
        this.meters = meters;
        this.byAddress = new TokenBuckets(ONE_A_MINUTE, 1, nanoTime);
        this.ofAll = new TokenBuckets(1, LINES_AT_ONCE, nanoTime);
    }

    /** Counts the refusal of a request. */
    void refused(int status, AuditedRequest request) {
        var address = request.address().orElse("unknown");
        count(status);
        if (hasLine(address)) {
            LOG.infof(
                    "unknown caller refused (the only line of this address for a minute) status=%d address=%s path=%s",
                    status, address, request.path());
        }
    }

    private void count(int status) {
        meters.counter("hallmark.operator.unknown", "status", String.valueOf(status))
                .increment();
    }

    /** Whether a request from this address is one that the log shows. */
    boolean hasLine(String address) {
        return byAddress.take(key(address)).isEmpty() && ofAll.take("").isEmpty();
    }

    private static String key(String address) {
        return address.equals("unknown") ? address : AddressKey.of(address);
    }
}

package dev.hallmark.operator.audit;

import dev.hallmark.commons.limit.AddressKey;
import dev.hallmark.commons.limit.TokenBuckets;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Counts the refusals of callers that belong to no tenant's audit trail, and logs one request per address and minute:
 * anyone can send any number of them.
 */
@ApplicationScoped
class UnknownCallers {

    private static final Logger LOG = Logger.getLogger(UnknownCallers.class);
    private static final double ONE_A_MINUTE = 1.0 / 60;
    private static final int LINES_AT_ONCE = 20;

    private final MeterRegistry meters;
    private final TokenBuckets byAddress;
    /** A caller with a whole network of addresses gets no more lines. */
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
                    "unknown caller refused (at most one line per address and minute) status=%d address=%s path=%s",
                    status, address, request.path());
        }
    }

    private void count(int status) {
        meters.counter("hallmark.operator.unknown", "status", String.valueOf(status))
                .increment();
    }

    /** Whether a request from this address is logged. */
    boolean hasLine(String address) {
        return byAddress.take(key(address)).isEmpty() && ofAll.take("").isEmpty();
    }

    private static String key(String address) {
        return address.equals("unknown") ? address : AddressKey.of(address);
    }
}

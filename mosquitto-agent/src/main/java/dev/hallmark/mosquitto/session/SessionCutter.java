package dev.hallmark.mosquitto.session;

import dev.hallmark.events.certificate.CertificateListed;
import dev.hallmark.mosquitto.trust.BrokerTrust;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Ends the sessions of devices whose certificates are revoked or held. */
@ApplicationScoped
class SessionCutter {

    private static final Logger LOG = Logger.getLogger(SessionCutter.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final BrokerTrust trust;
    private final ControlListener listener;
    private final ControlSettings settings;
    private final Clock clock;

    SessionCutter(BrokerTrust trust, ControlListener listener, ControlSettings settings, Clock clock) {
        this.trust = trust;
        this.listener = listener;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Cuts the sessions of these certificates.
     *
     * <ol>
     *   <li>Have the broker load the CRLs that list them. Before that a device could come straight back.
     *   <li>Wait until {@code pause} has passed since then.
     *   <li>Connect under each name, some at a time.
     * </ol>
     *
     * Failures are retried until they succeed; cutting twice does no harm.
     */
    Uni<Void> cut(List<CertificateListed> listed, Duration pause) {
        return loaded(listed).chain(since -> until(since.plus(pause))).chain(() -> Multi.createFrom()
                .iterable(listed.stream().map(CertificateListed::commonName).collect(Collectors.toSet()))
                .onItem()
                .transformToUni(this::cut)
                .merge(settings.atOnce())
                .onItem()
                .ignore()
                .toUni());
    }

    private Uni<Void> cut(String name) {
        return retried(() -> listener.takeOver(name), "the session of " + name)
                .invoke(() -> LOG.infof("session cut device=%s", name));
    }

    private Uni<Instant> loaded(List<CertificateListed> listed) {
        var numbers = listed.stream()
                .collect(Collectors.toMap(CertificateListed::authority, CertificateListed::crlNumber, Math::max));
        return Multi.createFrom()
                .iterable(numbers.entrySet())
                .onItem()
                .transformToUniAndConcatenate(needed -> loaded(needed.getKey(), BigInteger.valueOf(needed.getValue())))
                .collect()
                .with(Collectors.maxBy(Comparator.naturalOrder()))
                .map(latest -> latest.orElseGet(clock::instant));
    }

    /** A CRL number that never appears, as after a restored database, must not keep other sessions from being cut. */
    private Uni<Instant> loaded(String authority, BigInteger number) {
        return retried(() -> trust.load(authority, number), "the CRL of " + authority)
                .ifNoItem()
                .after(settings.crlPatience())
                .recoverWithItem(() -> {
                    LOG.errorf(
                            "no CRL %s of %s in time: sessions are cut, but devices may connect again",
                            number, authority);
                    return clock.instant();
                });
    }

    private Uni<Void> until(Instant due) {
        var pause = Duration.between(clock.instant(), due);
        return pause.isPositive()
                ? Uni.createFrom().voidItem().onItem().delayIt().by(pause)
                : Uni.createFrom().voidItem();
    }

    private static <T> Uni<T> retried(Supplier<Uni<? extends T>> work, String what) {
        return Uni.createFrom()
                .deferred(work)
                .onFailure()
                .invoke(failure -> LOG.warnf("%s failed, will be retried: %s", what, failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }
}

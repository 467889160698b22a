package dev.hallmark.ca.profile;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The issuance profiles of this installation. */
@ApplicationScoped
public class Profiles {

    private static final Logger LOG = Logger.getLogger(Profiles.class);
    private static final int THIRD = 3;

    private final Map<String, CertificateProfile> profiles = new TreeMap<>();

    Profiles(ProfileSettings settings) {
        settings.profiles().forEach((name, profile) -> profiles.put(name, profile(name, profile)));
    }

    /** A profile that makes no sense stops the start. */
    void check(@Observes StartupEvent start) {
        LOG.debugf("%d certificate profiles", profiles.size());
    }

    public List<CertificateProfile> all() {
        return List.copyOf(profiles.values());
    }

    public Optional<CertificateProfile> find(String name) {
        return Optional.ofNullable(name).map(profiles::get);
    }

    private static CertificateProfile profile(String name, ProfileSettings.Settings settings) {
        var validity = settings.validity();
        return new CertificateProfile(
                name, validity, settings.renewalWindow().orElse(validity.dividedBy(THIRD)), settings.grace());
    }
}

package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.policy.onboarding.Onboarding.Failed;
import dev.hallmark.policy.onboarding.Onboarding.Onboarded;
import dev.hallmark.policy.onboarding.Onboarding.Outcome;
import dev.hallmark.policy.policy.Policy;
import dev.hallmark.policy.target.DeviceAtTarget;
import dev.hallmark.policy.target.PlanException;
import dev.hallmark.policy.target.TargetConnector;
import dev.hallmark.policy.target.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Decides what becomes of a certificate, from nothing but what it is given. */
@ApplicationScoped
class Planner {

    private static final Logger LOG = Logger.getLogger(Planner.class);

    private final Targets targets;

    Planner(Targets targets) {
        this.targets = targets;
    }

    Outcome outcome(TenantId tenant, CertificateIssued certificate, DeviceStanding device, Optional<Policy> policy) {
        if (!device.mayOnboard()) {
            return new Failed("the device is " + device.standing().name().toLowerCase(Locale.ROOT));
        }
        return policy.filter(known -> known.tenant().equals(tenant))
                .map(known -> plan(certificate, known))
                .orElseGet(() -> new Failed("there is no policy " + certificate.policy()));
    }

    private Outcome plan(CertificateIssued certificate, Policy policy) {
        var kind = policy.definition().target().kind();
        return targets.find(kind)
                .map(connector -> plan(certificate, policy, connector))
                .orElseGet(() -> new Failed("this installation has no connector for " + kind));
    }

    private static Outcome plan(CertificateIssued certificate, Policy policy, TargetConnector connector) {
        var device = new DeviceAtTarget(
                certificate.deviceId(),
                certificate.serial(),
                policy.definition().target().settings());
        try {
            return connector.plan(device).isEmpty()
                    ? new Onboarded(connector.kind())
                    : new Failed("this version of Hallmark cannot carry out the steps for " + connector.kind());
        } catch (PlanException e) {
            return new Failed(e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "the plan for %s failed", connector.kind());
            return new Failed("the plan for " + connector.kind() + " failed; the log says why");
        }
    }
}

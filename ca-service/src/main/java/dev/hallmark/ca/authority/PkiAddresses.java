package dev.hallmark.ca.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The public addresses that certificates and CRLs carry. They last as long as the certificates do. */
@ApplicationScoped
public class PkiAddresses {

    private final String base;

    public PkiAddresses(@ConfigProperty(name = "hallmark.ca.public-url") URI publicUrl) {
        this.base = publicUrl.toString().replaceFirst("/+$", "") + "/pki/v1";
    }

    public String certificate(String authority) {
        return base + "/issuers/" + authority + ".cer";
    }

    /** The full CRL. */
    public String crl(String authority) {
        return base + "/crl/" + authority + ".crl";
    }

    /** One shard: the same URI stands in the certificate and in the CRL itself. */
    public String crl(String authority, int shard) {
        return base + "/crl/" + authority + "/" + shard + ".crl";
    }
}

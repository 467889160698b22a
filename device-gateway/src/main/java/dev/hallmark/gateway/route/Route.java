package dev.hallmark.gateway.route;

/** The paths that devices can reach, and the service behind each. */
public enum Route {
    ATTESTATION("attestation"),
    EST("ca"),
    PKI("ca"),
    CONNECTION("policy"),
    UPDATES("ota");

    private final String service;

    Route(String service) {
        this.service = service;
    }

    /** The service's name in the configuration. */
    public String service() {
        return service;
    }

    /** Whether this route accepts requests of this method. */
    public boolean accepts(String method) {
        return switch (method) {
            case "GET", "HEAD" -> true;
            case "POST" -> this != CONNECTION;
            case "PUT" -> this == UPDATES;
            default -> false;
        };
    }
}

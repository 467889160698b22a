package dev.hallmark.gateway.route;

/** What exists for devices, and which service it belongs to. */
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

    /** Whether requests of this method exist here. */
    public boolean takes(String method) {
        return switch (method) {
            case "GET", "HEAD" -> true;
            case "POST" -> this != CONNECTION;
            case "PUT" -> this == UPDATES;
            default -> false;
        };
    }
}

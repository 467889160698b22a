package dev.hallmark.device.attestation;

/** Why a device asks for a challenge. */
public enum Purpose {
    ONBOARD("onboard"),
    RENEW("renew"),
    REATTEST("reattest");

    private final String text;

    Purpose(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}

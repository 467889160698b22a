package dev.hallmark.demo;

/** The system did not do what was asked of it; the message says what. */
public final class CampaignFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public CampaignFailure(String message) {
        super(message);
    }
}

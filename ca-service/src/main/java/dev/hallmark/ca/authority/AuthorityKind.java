package dev.hallmark.ca.authority;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What an authority signs. */
public enum AuthorityKind {
    /** Other authorities only. */
    @JsonProperty("root")
    ROOT,
    /** Certificates of devices. */
    @JsonProperty("issuing")
    ISSUING;

    /** As it stands in the database and in ids. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

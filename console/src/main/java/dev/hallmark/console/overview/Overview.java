package dev.hallmark.console.overview;

import java.util.List;

/** What the first page shows. */
record Overview(List<Concern> concerns, List<Fleet> fleets) {

    Overview {
        concerns = List.copyOf(concerns);
        fleets = List.copyOf(fleets);
    }
}

package dev.hallmark.sandbox.status;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One process of the sandbox.
 *
 * @param pid 0 when it is gone
 * @param mebibytes its memory, shared pages counted in proportion
 */
public record ComponentStatus(String name, State state, String address, long pid, long mebibytes, long uptimeSeconds) {

    /** Whether it does its work. */
    public enum State {
        READY,
        NOT_READY,
        SILENT,
        GONE;

        @Override
        public String toString() {
            return switch (this) {
                case READY -> "ready";
                case NOT_READY -> "not ready";
                case SILENT -> "does not answer";
                case GONE -> "gone";
            };
        }
    }

    @JsonIgnore
    boolean isReady() {
        return state == State.READY;
    }
}

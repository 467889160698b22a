package dev.hallmark.commons.fault;

/** An exception of ours that can mean that infrastructure is unavailable, such as a key ring. */
public interface InfrastructureFault {

    /** Whether the same work will succeed later. */
    boolean passes();
}

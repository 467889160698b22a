package dev.hallmark.operator.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Collection;

/**
 * Nobody approves what they submitted. Every approval asks here, beside its permission: a person who submits and has the
 * permission to approve still needs another one.
 */
@RequestScoped
public class SeparationOfDuty {

    private final Caller caller;

    SeparationOfDuty(Caller caller) {
        this.caller = caller;
    }

    /**
     * The person who approves.
     *
     * @param submitters all who took part in what is approved, as {@link Caller#person()} named them then
     * @throws AccessException 403 for one of them, for a machine token, and for a token that does not tell who it is
     */
    public Person approver(Collection<Person> submitters) {
        if (caller.creator().isPresent()) {
            throw AccessException.notAPerson();
        }
        var approver = caller.person().orElseThrow(AccessException::notAPerson);
        if (submitters.contains(approver)) {
            throw AccessException.ownSubmission();
        }
        return approver;
    }
}

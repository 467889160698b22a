package dev.hallmark.device.gateway;

/** The service's answer is not the one that the next step of the protocol needs. */
public final class UnexpectedAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    public UnexpectedAnswerException(Answer answer) {
        super((answer.status() + " " + answer.problem()).strip());
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }

    public int status() {
        return answer.status();
    }
}

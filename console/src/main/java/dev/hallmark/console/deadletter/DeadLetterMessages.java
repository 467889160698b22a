package dev.hallmark.console.deadletter;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of dead letters. */
@MessageBundle("deadletter")
interface DeadLetterMessages {

    @Message("Dead letters")
    String title();

    @Message(
            "Messages between services that one of them could not process. Each is kept here until somebody sends it again or discards it.")
    String text();

    @Message("There are no dead letters")
    String none();

    @Message("Every message between services was processed.")
    String noneText();

    @Message("Which")
    String which();

    @Message("Since (UTC)")
    String since();

    @Message("About")
    String about();

    @Message("Why it could not be processed")
    String cause();

    @Message("What happened")
    String happened();

    @Message("Receiver")
    String consumer();

    @Message("Message")
    String type();

    @Message("What you can do")
    String actions();

    @Message("Send again")
    String replay();

    @Message("Send this message again?")
    String replayQuestion();

    @Message(
            "First remove the cause, for instance by an update. Only this receiver gets the message. If it fails again, it comes back here. An outdated message changes nothing.")
    String replayText();

    @Message("Discard")
    String discard();

    @Message("Discard this message?")
    String discardQuestion();

    @Message("It is never processed: what it reports stays unknown to the receiver.")
    String discardText();

    @Message("Why (for the audit trail)")
    String reason();

    @Message("{#if how == 'replayed'}It was sent again.{#else if how == 'discarded'}It was discarded.{#else}{how}{/if}")
    String settled(String how);

    @Message("For experts")
    String forExperts();

    @Message("Where it was received")
    String origin();
}

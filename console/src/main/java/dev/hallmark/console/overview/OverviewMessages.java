package dev.hallmark.console.overview;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the first page. */
@MessageBundle("overview")
interface OverviewMessages {

    @Message("Overview")
    String title();

    @Message("What needs you")
    String needsYou();

    @Message("Nothing: every service answers, and no device waits for you.")
    String nothing();

    @Message("The service {service} does not answer")
    String away(String service);

    @Message("What it knows is not shown here. ./hallmark status shows why, and where its log is.")
    String awayText();

    @Message(
            "{#if more}At least {count} devices are{#else if count == 1}1 device is{#else}{count} devices are{/if} {frame:state(state)}")
    String waiting(int count, boolean more, String state);

    @Message(
            "{#if state == 'suspended'}They cannot connect until you resume or revoke them.{#else}They cannot connect until their transfer ends.{/if}")
    String waitingText(String state);

    @Message("Batches")
    String batches();

    @Message("{#if count == 1}1 device{#else}{count} devices{/if}")
    String devices(long count);

    @Message("No devices yet")
    String noDevices();

    @Message("No devices are in a batch yet")
    String emptyTitle();

    @Message(
            "A batch gives devices their policy: where they connect, and with which certificates. ./hallmark demo makes one with simulated devices.")
    String emptyText();

    @Message("Your role registers devices")
    String factoryTitle();

    @Message("The programming line does that through the API, and sees nothing else.")
    String factoryText();
}

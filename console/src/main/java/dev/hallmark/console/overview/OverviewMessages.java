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

    @Message("The service {service} does not work")
    String away(String service);

    @Message("What it knows is not shown here. See Settings, Health.")
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

    @Message(
            "{#if more}At least {count} certificates expire{#else if count == 1}1 certificate expires{#else}{count} certificates expire{/if} within a week")
    String overdue(int count, boolean more);

    @Message("Their devices should have renewed them. They may be switched off, or cannot reach the gateway.")
    String overdueText();

    @Message(
            "{#if more}At least {count} messages{#else if count == 1}1 message{#else}{count} messages{/if} between services could not be processed")
    String deadLetters(int count, boolean more);

    @Message("What they report is missing until they are sent again.")
    String deadLettersText();

    @Message("The list of revocations of {authority} expires within a day")
    String revocations(String authority);

    @Message("Brokers refuse every device once it has. Look for the reason in the log of ca-service.")
    String revocationsText();

    @Message("Devices onboarded in the last 30 days")
    String onboardings();

    @Message("None. Onboard devices, and they appear here by day.")
    String noOnboardings();

    @Message("Day (UTC)")
    String day();

    @Message("Devices")
    String count();

    @Message("Certificates by the month in which they expire")
    String expiries();

    @Message("There are no certificates yet.")
    String noExpiries();

    @Message("Month (UTC)")
    String month();

    @Message("Certificates")
    String certificates();

    @Message("later")
    String later();

    @Message("As a table")
    String table();

    @Message("A bar chart of the table below")
    String chart();
}

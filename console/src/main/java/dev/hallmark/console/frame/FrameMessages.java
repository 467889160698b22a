package dev.hallmark.console.frame;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the frame around pages, and of what pages share. */
@MessageBundle("frame")
public interface FrameMessages {

    @Message(
            "{#when section}{#is OVERVIEW}Overview{#is ONBOARD}Onboard devices{#is DEVICES}Devices{#is BATCHES}Batches{#is POLICIES}Policies{#is CERTIFICATES}Certificates{#is AUDIT}Audit trail{#is SETTINGS}Settings{/when}")
    String section(Section section);

    @Message(
            "{#when setting}{#is TARGETS}Targets{#is TOKENS}Tokens{#is ROLES}Roles{#is DEAD_LETTERS}Dead letters{#is HEALTH}Health{/when}")
    String setting(Setting setting);

    @Message("Settings")
    String settings();

    @Message("Skip to the content")
    String skip();

    @Message("Navigation")
    String navigation();

    @Message("Language")
    String language();

    @Message("Appearance")
    String appearance();

    @Message("Light")
    String light();

    @Message("Dark")
    String dark();

    @Message("As the system has it")
    String system();

    @Message("Sign out")
    String signOut();

    @Message("There is no such page")
    String notFound();

    @Message("The address may be mistyped, or what it showed belongs to another tenant or is gone.")
    String notFoundText();

    @Message("Your roles do not allow this")
    String forbidden();

    @Message("Nothing was changed. Ask an administrator for a role that allows it.")
    String forbiddenText();

    @Message("This form is out of date")
    String forged();

    @Message("Nothing was changed. Go back, load the page again, and send the form once more.")
    String forgedText();

    @Message("This was refused")
    String refused();

    @Message("Nothing was changed. Go back, correct what is named above, and try again.")
    String refusedText();

    @Message("A service does not answer")
    String unavailable();

    @Message("Nothing was lost. Load the page again in a moment; ./hallmark status shows what is not running.")
    String unavailableText();

    @Message("Something went wrong here")
    String failed();

    @Message("It is in the log, and it is our fault. What you did before is kept.")
    String failedText();

    @Message("To the overview")
    String toOverview();

    @Message(
            "{#switch state}{#case 'registered'}registered{#case 'attested'}attested{#case 'enrolled'}enrolled{#case 'onboarded'}onboarded{#case 'transferring'}in transfer{#case 'suspended'}suspended{#case 'retired'}retired{#case 'revoked'}revoked{#else}{state}{/switch}")
    String state(String state);

    @Message("First page")
    String firstPage();

    @Message("Next page")
    String nextPage();

    @Message("Type {name} to confirm it")
    String typeName(String name);

    @Message("Nothing was changed: type the name {name} to confirm it.")
    String unconfirmed(String name);

    @Message("Cancel")
    String cancel();

    @Message("Search")
    String search();

    @Message("Close")
    String close();
}

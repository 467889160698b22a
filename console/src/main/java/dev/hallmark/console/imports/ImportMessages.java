package dev.hallmark.console.imports;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about imports. */
@MessageBundle("imports")
public interface ImportMessages {

    @Message("Review the file")
    String review();

    @Message("Import")
    String title();

    @Message("The file was checked, and nothing was changed yet.")
    String checked();

    @Message("Devices that come into “{batch}” when you start: {count}")
    String ready(long count, String batch);

    @Message("Rows that say what is known already: {count}. Nothing happens to them.")
    String duplicates(long count);

    @Message("Rejected rows: {count}. The others do not wait for them.")
    String rejected(long count);

    @Message("Every row can be imported.")
    String allGood();

    @Message("Under the policy “{policy}” they may onboard from then on.")
    String policy(String policy);

    @Message("Start")
    String start();

    @Message("Also register the devices that are not registered yet: {count}")
    String register(long count);

    @Message(
            "Only do this when you know where their ids come from: whoever has the key of a registered device can onboard it.")
    String registerHint();

    @Message("The file is kept until {until}. You can leave, and come back to this page.")
    String kept(String until);

    @Message("The file is not kept any more. Drop it once more to import it.")
    String notKept();

    @Message("Drop another file")
    String again();

    @Message("Drop the corrected file")
    String corrected();

    @Message("Download the rejected rows with their reasons")
    String download();

    @Message("Of more than a thousand rejected rows the first thousand are shown.")
    String more();

    @Message("What was rejected, and what to do")
    String rejections();

    @Message(
            "{#when reason}{#is NOT_REGISTERED}No factory has registered these{#is OTHER_BATCH}These are in another batch{#is STANDING}These are out of service{#is DIFFERENT}The file says something else than what is stored{#is FIXED}These have onboarded, and cannot be changed{#is UNAVAILABLE}These ids are not available{#is SAME_MOMENT}Another import changed these at the same moment{#is UNREADABLE}These rows cannot be read{/when}")
    String reason(Reason reason);

    @Message(
            "{#when reason}{#is NOT_REGISTERED}Have the factory register them, or register them with this import.{#is OTHER_BATCH}A device is in one batch. Leave them there, or move that batch to another policy.{#is STANDING}A suspended device can be resumed on its page; the others are refused for good.{#is DIFFERENT}Correct the file. If the file is right, an operator imports it with update=true through the API.{#is FIXED}Correct the file: what is stored of them is in their certificates.{#is UNAVAILABLE}They may belong to somebody else. Check where the ids come from.{#is SAME_MOMENT}Drop the file again.{#is UNREADABLE}Correct the lines that are named, and drop the file again. What is imported already counts once.{/when}")
    String advice(Reason reason);

    @Message("Line {line}: {reason}")
    String row(long line, String reason);

    @Message("Rows: {count}")
    String rows(long count);

    @Message("The import stopped before the end of the file. It goes on where it stopped; no row counts twice.")
    String interrupted();

    @Message("Continue")
    String resume();

    @Message("The import is running")
    String running();

    @Message("The file is imported")
    String done();

    @Message("The import has failed")
    String failed();

    @Message("Rows read")
    String received();

    @Message("Accepted")
    String accepted();

    @Message("Known already")
    String known();

    @Message("Rejected")
    String rejectedRows();

    @Message("How far the devices of “{batch}” are")
    String funnel(String batch);

    @Message("{count} of {all}")
    String share(long count, long all);

    @Message(
            "The devices onboard by themselves as soon as they are switched on and reach this address. This page follows them.")
    String waiting();

    @Message("All devices of the batch are onboarded.")
    String complete();

    @Message("Show the devices")
    String devices();
}

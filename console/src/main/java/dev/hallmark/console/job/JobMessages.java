package dev.hallmark.console.job;

import dev.hallmark.client.job.Job;
import dev.hallmark.console.device.Command;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of commands for many devices. */
@MessageBundle("job")
interface JobMessages {

    @Message("Commands for many devices")
    String title();

    @Message("With the ticked ones …")
    String withTicked();

    @Message("With all that are found …")
    String withFound();

    @Message("Tick {name}")
    String tick(String name);

    @Message("Earlier commands for many")
    String earlier();

    @Message("What do you want to do with these devices?")
    String create();

    @Message("Devices: {count}")
    String count(long count);

    @Message("None of these is there any more.")
    String none();

    @Message(
            "What you choose is carried out in the background, device by device. You can leave, and find it again here.")
    String background();

    @Message(
            "{#when command}{#is SUSPEND}Suspend {count} devices?{#is RESUME}Resume {count} devices?{#is RE_ENROL}Onboard {count} devices again?{#is RETIRE}Retire {count} devices for good?{#is REVOKE}Revoke {count} devices for good?{/when}")
    String question(Command command, long count);

    @Message(
            "{#when command}{#is SUSPEND}Their certificates are put on hold, their connections are cut within seconds, and they cannot connect until you resume them.{#is RESUME}Their certificates are released, and they can connect again within seconds.{#is RE_ENROL}They prove their identities again and get new certificates. Those they have work until then, and are not renewed.{#is RETIRE}Their certificates are revoked, their connections are cut within seconds, and they get no others. Nothing takes this back.{#is REVOKE}Their certificates are revoked, their connections are cut within seconds, and they are refused from now on. Nothing takes this back.{/when}")
    String consequence(Command command);

    @Message("Type {count} to confirm it")
    String typeCount(long count);

    @Message("There were none yet")
    String empty();

    @Message("Look for devices, and choose what to do with all that are found or with those that you tick.")
    String emptyText();

    @Message(
            "{#switch command}{#case 'suspend'}Suspend{#case 'resume'}Resume{#case 're-enrol'}Onboard again{#case 'retire'}Retire{#case 'revoke'}Revoke{#else}{command}{/switch}")
    String command(String command);

    @Message("{#when state}{#is RUNNING}running{#is COMPLETED}completed{#is CANCELLED}stopped{/when}")
    String state(Job.State state);

    @Message("Command")
    String commandHeading();

    @Message("State")
    String stateHeading();

    @Message("By")
    String by();

    @Message("Begun")
    String begun();

    @Message("Reason")
    String reason();

    @Message("Done")
    String done();

    @Message("{done} of {all}")
    String share(long done, long all);

    @Message("Changed")
    String changed();

    @Message("Were so already")
    String unchanged();

    @Message("Not possible")
    String refused();

    @Message("On these it was not possible")
    String refusals();

    @Message("Of more than a thousand the first thousand are shown.")
    String more();

    @Message("Stop it")
    String stop();

    @Message("Why do you stop it? What it has done stays done.")
    String stopReason();
}

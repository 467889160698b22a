package dev.hallmark.console.batch;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about batches. */
@MessageBundle("batch")
public interface BatchMessages {

    @Message("Batches")
    String batches();

    @Message("New batch")
    String create();

    @Message("Onboard devices")
    String onboard();

    @Message("There are no batches yet")
    String none();

    @Message(
            "A batch is a number of devices under one policy, such as the lamps of one delivery. The policy says what they must prove and where they connect.")
    String noneText();

    @Message("Name")
    String name();

    @Message("Policy")
    String policy();

    @Message("Devices")
    String devices();

    @Message("Created")
    String created();

    @Message("Devices: {count}")
    String count(long count);

    @Message("No devices yet")
    String noDevices();

    @Message("Show the devices")
    String showDevices();

    @Message("Created by")
    String createdBy();

    @Message("Unregistered devices")
    String unregistered();

    @Message("An import registers them as well.")
    String registers();

    @Message("An import rejects them: a factory has to register devices first.")
    String rejects();

    @Message("Root of trust")
    String rootOfTrust();

    @Message("Imports")
    String imports();

    @Message("Nothing was imported yet.")
    String noImports();

    @Message("When")
    String when();

    @Message("Rows")
    String rows();

    @Message("Accepted")
    String accepted();

    @Message("Rejected")
    String rejected();

    @Message("Result")
    String result();

    @Message(
            "{#if dry}Checked only{#else}{#switch state}{#case 'RUNNING'}Running{#case 'COMPLETED'}Imported{#else}Failed{/switch}{/if}")
    String importState(String state, boolean dry);

    @Message("Move to another policy")
    String move();

    @Message("Move “{name}” to another policy?")
    String moveQuestion(String name);

    @Message(
            "Devices that this touches: {count}. When they prove their identity the next time, the new policy decides what is asked of them and where they connect. Certificates that they have stay good until they are replaced.")
    String moveConsequence(long count);

    @Message("New policy")
    String newPolicy();

    @Message("Why (for the timeline and the audit trail)")
    String reason();

    @Message("Last move")
    String lastMove();

    @Message("From {from} to {to} by {by}: {moved} devices have the new policy.")
    String moved(String from, String to, String by, long moved);

    @Message("Such as “Hall 3, delivery of May”. It cannot be changed.")
    String nameHint();

    @Message("What the devices must prove, and where they connect.")
    String policyHint();

    @Message("Also register devices that no factory has registered")
    String registerToo();

    @Message(
            "For files that come from you and not from a programming line. Leave it off when a factory registers your devices.")
    String registerTooHint();

    @Message("For experts")
    String forExperts();

    @Message("The kind of chip of devices that an import registers, such as an SRAM PUF. May stay empty.")
    String rootOfTrustHint();

    @Message("Create the batch")
    String save();

    @Message("There is no policy yet. A batch needs one.")
    String noPolicy();

    @Message("Make a policy")
    String makePolicy();
}

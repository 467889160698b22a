package dev.hallmark.console.onboard;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the steps of onboarding. */
@MessageBundle("onboard")
public interface OnboardMessages {

    @Message("Onboard devices")
    String title();

    @Message("Steps")
    String steps();

    @Message(
            "{#switch step}{#case 1}Policy{#case 2}Batch{#case 3}File{#case 4}Review{#case 5}Start{#else}Watch{/switch}")
    String step(int step);

    @Message("What must the devices prove, and where do they connect?")
    String choosePolicy();

    @Message("Use this policy")
    String usePolicy();

    @Message("Make another policy")
    String makePolicy();

    @Message("There is no policy yet")
    String noPolicy();

    @Message(
            "A policy says what a device must prove, which certificate it gets and where it connects. It takes a minute to make one.")
    String noPolicyText();

    @Message("Connects to {kind}")
    String connects(String kind);

    @Message("What do you call these devices?")
    String nameBatch();

    @Message("Devices under the policy “{policy}”.")
    String underPolicy(String policy);

    @Message("Continue")
    String next();

    @Message("Which devices?")
    String chooseFile();

    @Message("Drop a file here, or choose one")
    String drop();

    @Message(
            "CSV, JSON or NDJSON with a device id in each row, up to 8 GB. It is only checked now; nothing is imported before you start.")
    String dropHint();

    @Message("Choose a file")
    String choose();

    @Message("What a file looks like")
    String example();

    @Message(
            "The first line names the columns. The device id is the SHA-256 of the device's public key; the serial number and the model are optional.")
    String exampleText();

    @Message("The upload")
    String progress();

    @Message("Checking the rows …")
    String checking();

    @Message("The connection broke off. Nothing was imported; choose the file again.")
    String brokenOff();

    @Message("This page needs JavaScript to send the file. The command line can send it as well.")
    String noScript();

    @Message("The batch “{name}” is ready.")
    String ready(String name);

    @Message("No hardware at hand?")
    String noHardware();

    @Message(
            "Simulated devices have chips that make their own keys, as real ones do. Once their file is imported they onboard by themselves, through the same gateway.")
    String simulateHint();

    @Message("Devices")
    String simulateCount();

    @Message("Try with simulated devices")
    String simulate();
}

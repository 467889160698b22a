package dev.hallmark.console.policy;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about policies. */
@MessageBundle("policy")
public interface PolicyMessages {

    @Message("Policies")
    String policies();

    @Message("New policy")
    String create();

    @Message("Change")
    String change();

    @Message("There are no policies yet")
    String none();

    @Message(
            "A policy says what a device must prove, which certificate it gets, and where it connects. Every batch is under one.")
    String noneText();

    @Message("Name")
    String name();

    @Message("Connects to")
    String target();

    @Message("Version")
    String version();

    @Message("Changed")
    String changed();

    @Message("What a device must prove")
    String proof();

    @Message("It has the private key whose public half was registered.")
    String proofKey();

    @Message("Its key is protected by hardware.")
    String proofHardware();

    @Message("Its key may be kept in software.")
    String proofSoftware();

    @Message("Its root of trust is one of: {names}.")
    String proofRoots(String names);

    @Message("Its key is of one of these kinds: {names}.")
    String proofAlgorithms(String names);

    @Message("It speaks TLS 1.3.")
    String proofTls13();

    @Message("It speaks TLS 1.2 or 1.3.")
    String proofTls12();

    @Message("Its proof is made for the very connection on which it is sent.")
    String bound();

    @Message(
            "Its proof need not be made for the connection on which it is sent. Such a device is marked with a warning.")
    String unbound();

    @Message("The certificate it gets")
    String certificate();

    @Message("One of the profile “{name}”.")
    String profile(String name);

    @Message("Where it connects")
    String connection();

    @Message("What the policy said before")
    String history();

    @Message("by {who}")
    String by(String who);

    @Message("1 to 63 letters, digits, dots, dashes and underscores. It cannot be changed.")
    String nameHint();

    @Message("How the key is protected")
    String trust();

    @Message("Hardware is required, such as a PUF or a secure element")
    String trustHardware();

    @Message("Software will do")
    String trustSoftware();

    @Message("Oldest TLS that is accepted")
    String tls();

    @Message("Certificate profile")
    String profileLabel();

    @Message("valid for {validity}")
    String validity(String validity);

    @Message("For experts")
    String forExperts();

    @Message("Key algorithms")
    String algorithms();

    @Message("Separated by commas, such as ES256, ML-DSA-44. Empty: all that are supported.")
    String algorithmsHint();

    @Message("Roots of trust")
    String roots();

    @Message("Separated by commas, as they are registered. Empty: all.")
    String rootsHint();

    @Message("Accept proofs that are not bound to the connection")
    String unboundLabel();

    @Message("Only for devices that cannot read a value from their TLS connection.")
    String unboundHint();

    @Message("Create the policy")
    String save();

    @Message("Show what this changes")
    String preview();

    @Message("What the change does")
    String previewTitle();

    @Message("Nothing is different. There is nothing to save.")
    String noChange();

    @Message("Devices with a certificate under this policy: {devices}. Certificates: {certificates}. They keep them.")
    String touches(long devices, long certificates);

    @Message("Field")
    String field();

    @Message("Before")
    String before();

    @Message("After")
    String after();

    @Message("When a device notices")
    String reaches();

    @Message(
            "{#switch what}{#case 'attestation'}When it proves its identity the next time{#case 'enrolment'}With its next certificate{#case 'connection'}When it asks the next time where to connect{#else}{what}{/switch}")
    String reach(String what);

    @Message("Save as version {version}")
    String saveVersion(int version);

    @Message("Back to the form")
    String back();
}

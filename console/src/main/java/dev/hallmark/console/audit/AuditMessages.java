package dev.hallmark.console.audit;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about the audit trail. */
@MessageBundle("audit")
interface AuditMessages {

    @Message("Audit trail")
    String title();

    @Message("Who")
    String who();

    @Message("Name, exactly as recorded")
    String whoHint();

    @Message("What")
    String what();

    @Message("On what")
    String target();

    @Message("Its id")
    String id();

    @Message("Outcome")
    String outcome();

    @Message("From day")
    String from();

    @Message("To day")
    String to();

    @Message("When")
    String when();

    @Message("Any")
    String any();

    @Message("Days are in UTC.")
    String days();

    @Message("Changes by people and programs")
    String changes();

    @Message("What services recorded by themselves")
    String events();

    @Message(
            "{#switch permission}{#case 'sign-in'}Signing in and out{#case 'devices:change'}Commands to devices{#case 'batches:change'}Batches and imports{#case 'policies:change'}Policies{#case 'certificates:change'}Certificates{#case 'registrations:add'}Registrations{#case 'factory-keys:change'}Keys of factories{#case 'audit:checkpoint'}Signatures of the trail{#else}{permission}{/switch}")
    String change(String permission);

    @Message(
            "{#switch deed}{#case 'POST sign-in'}Signed in{#case 'POST sign-out'}Signed out{#case 'POST batches'}Created a batch{#case 'POST batches/*/devices'}Imported devices into a batch{#case 'POST batches/*/move'}Moved a batch to another policy{#case 'POST imports/*/start'}Started an import{#case 'POST registrations'}Registered devices{#case 'POST devices/*/suspend'}Suspended a device{#case 'POST devices/*/resume'}Resumed a device{#case 'POST devices/*/re-enrol'}Had a device onboard again{#case 'POST devices/*/retire'}Retired a device{#case 'POST devices/*/revoke'}Revoked a device{#case 'POST factory-keys'}Added the key of a factory{#case 'POST factory-keys/*/revoke'}Revoked the key of a factory{#case 'POST policies'}Created a policy{#case 'PUT policies/*'}Changed a policy{#case 'POST certificates/*/hold'}Put a certificate on hold{#case 'POST certificates/*/release'}Released a certificate{#case 'POST certificates/*/revoke'}Revoked a certificate{#case 'POST checkpoints'}Had the audit trail signed{#case 'certificate.issued'}A certificate was issued{#case 'certificate.held'}A certificate was put on hold{#case 'certificate.released'}A certificate was released{#case 'certificate.revoked'}A certificate was revoked{#case 'attestation.failed'}A device failed to prove its identity{#else}{deed}{/switch}")
    String deed(String deed);

    @Message(
            "{#switch outcome}{#case 'done'}done{#case 'refused'}refused{#case 'failed'}failed{#case 'started'}started{#else}{outcome}{/switch}")
    String result(String outcome);

    @Message(
            "{#switch type}{#case 'device'}device{#case 'batch'}batch{#case 'policy'}policy{#case 'certificate'}certificate{#case 'import'}import{#case 'factory-key'}key of a factory{#case 'checkpoint'}signature{#else}{type}{/switch}")
    String thing(String type);

    @Message("No record matches")
    String noneFound();

    @Message("Names and ids are compared as they are recorded, from the first to the last character.")
    String noneFoundText();

    @Message("Show all records")
    String showAll();

    @Message("Nothing is recorded yet")
    String none();

    @Message(
            "Every change that somebody makes, every refusal, and the security decisions about devices are recorded here, each chained to the one before.")
    String noneText();

    @Message("Record {number}")
    String record(long number);

    @Message("What happened")
    String happened();

    @Message("Roles")
    String roles();

    @Message("Signed in at")
    String issuer();

    @Message("From the address")
    String address();

    @Message("Reason")
    String reason();

    @Message("It required")
    String permission();

    @Message("Service")
    String service();

    @Message("Trace id")
    String trace();

    @Message("For experts")
    String forExperts();

    @Message("Operation")
    String operation();

    @Message("Path")
    String path();

    @Message("Type")
    String type();

    @Message("Event id")
    String event();

    @Message("Stored at")
    String stored();

    @Message("Hash of the record")
    String hash();

    @Message("Keep and verify it outside")
    String outside();

    @Message(
            "An export can be verified without this system: whoever changes, removes or moves a record afterwards is found out.")
    String outsideText();

    @Message("Export")
    String export();

    @Message("From record number")
    String fromRecord();

    @Message("or since the day")
    String sinceDay();

    @Message("Leave both empty for the whole trail. It ends with a fresh signature.")
    String exportHint();

    @Message("Public key")
    String key();

    @Message("Verify it with both files, on any computer:")
    String verify();

    @Message("An export that begins later is verified with --from and the same number.")
    String verifyFrom();

    @Message("Sign it now")
    String sign();

    @Message("The trail is signed every hour by itself.")
    String signHint();

    @Message("The trail is signed as it stands.")
    String signed();
}

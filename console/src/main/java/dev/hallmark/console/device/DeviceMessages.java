package dev.hallmark.console.device;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about devices. */
@MessageBundle("device")
interface DeviceMessages {
    @Message("Devices")
    String devices();

    @Message("Beginning of an id, name, serial number or model")
    String searchHint();

    @Message("State")
    String state();

    @Message("Batch")
    String batch();

    @Message("Any")
    String any();

    @Message("Name")
    String name();

    @Message("Serial number")
    String serial();

    @Message("Model")
    String model();

    @Message("Registered")
    String registered();

    @Message("In no batch")
    String noBatch();

    @Message("There are no devices yet")
    String none();

    @Message(
            "The programming line registers them, or an import into a batch does. ./hallmark demo onboards simulated ones.")
    String noneText();

    @Message("No device matches")
    String noneFound();

    @Message("Ids, names, serial numbers and models are found by their beginning.")
    String noneFoundText();

    @Message("Show all devices")
    String showAll();

    @Message("Identity")
    String identity();

    @Message("Device id")
    String id();

    @Message("Root of trust")
    String rootOfTrust();

    @Message("Key algorithm")
    String algorithm();

    @Message("Generation")
    String generation();

    @Message("Certificate")
    String certificate();

    @Message("It has none yet. It gets one when it connects for the first time and proves its identity.")
    String noCertificate();

    @Message("Serial number of the certificate")
    String serialNumber();

    @Message("Earlier certificates: {count}")
    String earlier(int count);

    @Message("Where it connects")
    String connection();

    @Message("Policy")
    String policy();

    @Message("Target")
    String target();

    @Message("Its batch decides about that; it is in none yet.")
    String noPolicy();

    @Message("What you can do")
    String actions();

    @Message(
            "{#when command}{#is SUSPEND}Suspend{#is RESUME}Resume{#is RE_ENROL}Onboard again{#is RETIRE}Retire{#is REVOKE}Revoke{/when}")
    String command(Command command);

    @Message(
            "{#when command}{#is SUSPEND}Suspend this device?{#is RESUME}Resume this device?{#is RE_ENROL}Onboard this device again?{#is RETIRE}Retire this device for good?{#is REVOKE}Revoke this device for good?{/when}")
    String question(Command command);

    @Message(
            "{#when command}{#is SUSPEND}Its certificate is put on hold, its connection is cut within seconds, and it cannot connect until you resume it.{#is RESUME}Its certificate is released, and it can connect again within seconds.{#is RE_ENROL}It proves its identity again and gets a new certificate. The one it has works until then, and is not renewed.{#is RETIRE}Its certificate is revoked, its connection is cut within seconds, and it gets no other. Nothing takes this back.{#is REVOKE}Its certificate is revoked, its connection is cut within seconds, and it is refused from now on. Nothing takes this back.{/when}")
    String consequence(Command command);

    @Message(
            "{#when command}{#is SUSPEND}The device is suspended. Its certificate follows within seconds.{#is RESUME}The device is resumed. Its certificate follows within seconds.{#is RE_ENROL}The device will onboard again when it connects next.{#is RETIRE}The device is retired. Its certificate follows within seconds.{#is REVOKE}The device is revoked. Its certificate follows within seconds.{/when}")
    String done(Command command);

    @Message("This is about one device.")
    String touches();

    @Message("Why (for the timeline and the audit trail)")
    String reason();

    @Message("What happened")
    String timeline();

    @Message("Nothing has happened yet.")
    String noTimeline();

    @Message(
            "{#switch event}{#case 'device.registered'}Registered{#case 'batch.added'}Came into a batch{#case 'batch.moved'}Moved to another policy with its batch{#case 'device.attested'}Proved its identity{#case 'attestation.failed'}Failed to prove its identity{#case 'certificate.issued'}Got a certificate{#case 'certificate.revoked'}Certificate revoked{#case 'certificate.held'}Certificate put on hold{#case 'certificate.released'}Certificate released{#case 'device.onboarded'}Onboarded{#case 'onboarding.failed'}Onboarding failed{#case 'device.suspended'}Suspended{#case 'device.resumed'}Resumed{#case 'device.retired'}Retired{#case 'device.revoked'}Revoked{#case 'device.re-enrolled'}Is to onboard again{#else}{event}{/switch}")
    String event(String event);
}

package dev.hallmark.console.certificate;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about certificates. */
@MessageBundle("certificate")
public interface CertificateMessages {

    @Message("Certificates")
    String certificates();

    @Message("Beginning of a serial number, device id or name")
    String searchHint();

    @Message("State")
    String state();

    @Message("Any")
    String any();

    @Message("Authority")
    String authority();

    @Message("Authorities")
    String authorities();

    @Message("Device")
    String device();

    @Message("Serial number")
    String serial();

    @Message("Expires")
    String expires();

    @Message(
            "{#when standing}{#is VALID}valid{#is EXPIRING}expires soon{#is HELD}on hold{#is REVOKED}revoked{#is EXPIRED}expired{/when}")
    String standing(Standing standing);

    @Message(
            "{#if past}{#if days == 0}today{#else if days == 1}yesterday{#else}{days} days ago{/if}{#else}{#if days == 0}within a day{#else if days == 1}in 1 day{#else}in {days} days{/if}{/if}")
    String when(boolean past, long days);

    @Message("No certificate matches")
    String noneFound();

    @Message("Serial numbers, device ids and names are found by their beginning, of at least four characters.")
    String noneFoundText();

    @Message("Show all certificates")
    String showAll();

    @Message("There are no certificates yet")
    String none();

    @Message(
            "A certificate is what a device shows to connect. It gets one when it proves its identity for the first time, and renews it by itself before it expires.")
    String noneText();

    @Message(
            "{#when standing}{#is VALID}The device can connect with it.{#is EXPIRING}The device can connect with it. If it does not renew it in time, it has to onboard again.{#is HELD}The device cannot connect with it until it is released.{#is REVOKED}The device cannot connect with it any more. That is final.{#is EXPIRED}It has expired: the device cannot connect with it any more.{/when}")
    String inWords(Standing standing);

    @Message("Its device is suspended; it is released when you resume the device.")
    String heldForDevice();

    @Message("Details")
    String details();

    @Message("Valid from")
    String validFrom();

    @Message("Valid until")
    String validUntil();

    @Message("The device renews it from")
    String renewsFrom();

    @Message("Replaced by a newer one, and revoked on")
    String superseded();

    @Message("On hold since")
    String heldAt();

    @Message("Revoked")
    String revokedAt();

    @Message("by {who}")
    String by(String who);

    @Message("Reason")
    String reason();

    @Message(
            "{#switch reason}{#case 'unspecified'}not stated{#case 'keyCompromise'}somebody else may have its key{#case 'affiliationChanged'}the device has another owner{#case 'superseded'}replaced by a newer one{#case 'cessationOfOperation'}the device is out of service{#case 'privilegeWithdrawn'}the device may not connect any more{#case 'certificateHold'}on hold{#else}{reason}{/switch}")
    String why(String reason);

    @Message("Where it came from")
    String origin();

    @Message("Policy")
    String policy();

    @Message("Batch")
    String batch();

    @Message("Profile")
    String profile();

    @Message("In the device's life")
    String generation();

    @Message("onboarding number {number}")
    String generationNumber(int number);

    @Message("Renews")
    String replaces();

    @Message("What vouches for it")
    String chain();

    @Message("Each is signed by the next. Whoever trusts the last one trusts this certificate.")
    String chainText();

    @Message("This certificate")
    String itself();

    @Message("{#if kind == 'root'}Root{#else}Issuing authority{/if}")
    String kind(String kind);

    @Message("For experts")
    String forExperts();

    @Message("Listed as revoked since CRL number")
    String crlNumber();

    @Message("What you can do")
    String actions();

    @Message("{#when command}{#is HOLD}Put on hold{#is RELEASE}Release{#is REVOKE}Revoke{/when}")
    String command(Command command);

    @Message(
            "{#when command}{#is HOLD}Put this certificate on hold?{#is RELEASE}Release this certificate?{#is REVOKE}Revoke this certificate for good?{/when}")
    String question(Command command);

    @Message(
            "{#when command}{#is HOLD}The connection of its device is cut within seconds, and the device cannot connect until you release it. Nothing else changes.{#is RELEASE}Its device can connect with it again within seconds.{#is REVOKE}The connection of its device is cut within seconds, and it cannot connect with this certificate again. The device itself is not revoked: it may onboard again and get another one. Nothing takes this back.{/when}")
    String consequence(Command command);

    @Message(
            "{#when command}{#is HOLD}The certificate is on hold.{#is RELEASE}The certificate is released.{#is REVOKE}The certificate is revoked.{/when}")
    String done(Command command);

    @Message("This is about one certificate of one device.")
    String touches();

    @Message("Why (for the audit trail)")
    String reasonHint();

    @Message("Issued by")
    String issuedBy();

    @Message("itself")
    String byItself();

    @Message("{#if days < 0}expired{#else}{days} days left{/if}")
    String daysLeft(long days);

    @Message("List of revocations")
    String crl();

    @Message("Number {number}")
    String number(long number);

    @Message("Issued")
    String issued();

    @Message("{#if hours == 0}less than an hour ago{#else if hours == 1}1 hour ago{#else}{hours} hours ago{/if}")
    String hoursAgo(long hours);

    @Message("Next by")
    String nextUpdate();

    @Message("There is none yet.")
    String noCrl();

    @Message(
            "It expires within a day. Brokers refuse every device once it has. Look for the reason in the log of ca-service.")
    String crlDue();

    @Message("Download the certificate")
    String downloadCertificate();

    @Message("Download the list")
    String downloadCrl();

    @Message("Its certificates")
    String itsCertificates();

    @Message(
            "The root vouches for the issuing authority, and that signs the certificates of devices. Each publishes a signed list of the certificates that are revoked or on hold.")
    String authoritiesText();
}

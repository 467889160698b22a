package dev.hallmark.ca.issuance;

import dev.hallmark.ca.authority.Authority;
import dev.hallmark.ca.authority.PkiAddresses;
import dev.hallmark.ca.authority.PkiExtensions;
import dev.hallmark.ca.authority.Signatures;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SubjectPublicKey;
import dev.hallmark.commons.identity.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** The to-be-signed certificate of a device: RFC 5280, with the names that the attestation vouches for. */
record DeviceCertificate(
        Authority issuer, SubjectPublicKey key, BigInteger serial, Instant notBefore, Instant notAfter) {

    /** id-on-hardwareModuleName (RFC 4108 §5). */
    private static final ASN1ObjectIdentifier HARDWARE_MODULE_NAME = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4");
    /** Our kind of hardware: an OID made of a UUID (ITU-T X.667), so that it needs no registration. */
    private static final ASN1ObjectIdentifier HARDWARE_TYPE =
            new ASN1ObjectIdentifier("2.25.318612617166420914647759130850845683694");
    /** id-ce-noRevAvail (RFC 9608 §2). */
    private static final ASN1ObjectIdentifier NO_REVOCATION_AVAILABLE = new ASN1ObjectIdentifier("2.5.29.56");

    private static final int LONGEST_SERIAL_NUMBER = 64;

    byte[] toBeSigned(X500Name subject, DeviceId device, boolean shortLived, PkiAddresses addresses) {
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(serial));
        generator.setSignature(Signatures.ALGORITHM);
        generator.setIssuer(issuer.certificate().getSubject());
        generator.setStartDate(new Time(Date.from(notBefore)));
        generator.setEndDate(new Time(Date.from(notAfter)));
        generator.setSubject(subject);
        generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.der()));
        var extensions = extensions(device);
        generator.setExtensions((shortLived ? unrevoked(extensions) : revocable(extensions, addresses)).generate());
        try {
            return generator.generateTBSCertificate().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PkiExtensions extensions(DeviceId device) {
        return new PkiExtensions()
                .critical(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature))
                .plain(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                .subjectKey(SubjectPublicKeyInfo.getInstance(key.der()))
                .authorityKey(issuer.certificate())
                .plain(Extension.subjectAlternativeName, new GeneralNames(hardwareModule(device)));
    }

    private PkiExtensions revocable(PkiExtensions extensions, PkiAddresses addresses) {
        return extensions
                .crlAt(addresses.crl(issuer.id(), issuer.shardOf(serial)))
                .issuerAt(addresses.certificate(issuer.id()));
    }

    private static PkiExtensions unrevoked(PkiExtensions extensions) {
        return extensions.plain(NO_REVOCATION_AVAILABLE, DERNull.INSTANCE);
    }

    private static GeneralName hardwareModule(DeviceId device) {
        var name = new DERSequence(new ASN1Encodable[] {HARDWARE_TYPE, new DEROctetString(device.bytes())});
        return new GeneralName(GeneralName.otherName, new OtherName(HARDWARE_MODULE_NAME, name));
    }

    /** @param hardwareSerial null when unknown */
    static X500Name subject(TenantId tenant, String hardwareSerial, DeviceId device) {
        var subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, tenant.name());
        if (fitsSubject(hardwareSerial)) {
            subject.addRDN(BCStyle.SERIALNUMBER, new DERPrintableString(hardwareSerial));
        }
        return subject.addRDN(BCStyle.CN, device.commonName()).build();
    }

    /** X.520 §6.2.9: PrintableString of 1 to 64 characters; a hardware serial of another form is left out. */
    private static boolean fitsSubject(String serial) {
        return serial != null
                && !serial.isEmpty()
                && serial.length() <= LONGEST_SERIAL_NUMBER
                && DERPrintableString.isPrintableString(serial);
    }
}

package dev.hallmark.ca.issuance;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.Authority;
import dev.hallmark.ca.authority.PkiAddresses;
import dev.hallmark.ca.authority.PkiExtensions;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.HardwareSerial;
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
import org.bouncycastle.asn1.DERUTF8String;
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
record CertificateTemplate(
        Authority issuer, SubjectPublicKey key, BigInteger serial, Instant notBefore, Instant notAfter) {

    /** id-on-hardwareModuleName (RFC 4108 §5). */
    private static final ASN1ObjectIdentifier HARDWARE_MODULE_NAME = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4");
    /** Our kind of hardware: an OID made of a UUID (ITU-T X.667), so that it needs no registration. */
    private static final ASN1ObjectIdentifier HARDWARE_TYPE =
            new ASN1ObjectIdentifier("2.25.318612617166420914647759130850845683694");
    /** id-ce-noRevAvail (RFC 9608 §2). */
    private static final ASN1ObjectIdentifier NO_REVOCATION_AVAILABLE = new ASN1ObjectIdentifier("2.5.29.56");

    byte[] toBeSigned(X500Name subject, DeviceId device, boolean shortLived, PkiAddresses addresses) {
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(serial));
        generator.setSignature(issuer.key().identifier());
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

    /**
     * The names of a device; docs/decisions/0004-hardware-serials.md says why a serial may be a UTF8String.
     *
     * @param hardwareSerial null or empty when unknown
     * @throws CaException when a certificate cannot hold the serial
     */
    static X500Name subject(TenantId tenant, String hardwareSerial, DeviceId device) {
        var subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, tenant.name());
        if (hardwareSerial != null && !hardwareSerial.isEmpty()) {
            subject.addRDN(BCStyle.SERIALNUMBER, serialNumber(hardwareSerial));
        }
        return subject.addRDN(BCStyle.CN, device.commonName()).build();
    }

    private static ASN1Encodable serialNumber(String hardwareSerial) {
        try {
            var serial = new HardwareSerial(hardwareSerial).text();
            return DERPrintableString.isPrintableString(serial)
                    ? new DERPrintableString(serial)
                    : new DERUTF8String(serial);
        } catch (IllegalArgumentException e) {
            throw new CaException(
                    CaException.Code.REQUEST_NOT_ALLOWED,
                    "The device's registration has to be corrected: its serial %s.".formatted(e.getMessage()),
                    e);
        }
    }
}

package dev.hallmark.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hallmark.client.audit.AuditRecord;
import dev.hallmark.client.audit.SignedStatement;
import dev.hallmark.client.authority.Authority;
import dev.hallmark.client.authority.Profile;
import dev.hallmark.client.batch.Batch;
import dev.hallmark.client.batch.NewBatch;
import dev.hallmark.client.certificate.Certificate;
import dev.hallmark.client.certificate.Expiries;
import dev.hallmark.client.deadletter.DeadLetter;
import dev.hallmark.client.device.Device;
import dev.hallmark.client.device.LifecycleCommand;
import dev.hallmark.client.device.Onboardings;
import dev.hallmark.client.device.TimelineEntry;
import dev.hallmark.client.factorykey.FactoryKey;
import dev.hallmark.client.http.Page;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.policy.AttestationTerms;
import dev.hallmark.client.policy.CertificateTerms;
import dev.hallmark.client.policy.NewPolicy;
import dev.hallmark.client.policy.Policy;
import dev.hallmark.client.policy.PolicyPreview;
import dev.hallmark.client.policy.PolicyVersion;
import dev.hallmark.client.policy.Target;
import dev.hallmark.client.policy.TargetKind;
import dev.hallmark.client.status.ServiceStatus;
import dev.hallmark.client.token.MachineToken;
import dev.hallmark.client.token.MadeToken;
import dev.hallmark.client.token.NewMachineToken;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The client's types have the members that the services' OpenAPI documents list. */
class OpenApiTest {

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of("registry", "BatchView", Batch.class),
                Arguments.of("registry", "BatchMove", Batch.Move.class),
                Arguments.of("registry", "NewBatch", NewBatch.class),
                Arguments.of("registry", "DeviceView", Device.class),
                Arguments.of("registry", "Onboardings", Onboardings.class),
                Arguments.of("registry", "Day", Onboardings.Day.class),
                Arguments.of("registry", "TimelineEntry", TimelineEntry.class),
                Arguments.of("registry", "ImportReport", ImportReport.class),
                Arguments.of("registry", "Manifest", ImportReport.Manifest.class),
                Arguments.of("registry", "RowError", ImportReport.RowError.class),
                Arguments.of("registry", "PageDeviceView", Page.class),
                Arguments.of("policy", "PolicyView", Policy.class),
                Arguments.of("policy", "NewPolicy", NewPolicy.class),
                Arguments.of("policy", "Target", Target.class),
                Arguments.of("policy", "Certificate", CertificateTerms.class),
                Arguments.of("policy", "Attestation", AttestationTerms.class),
                Arguments.of("policy", "NewAttestation", AttestationTerms.class),
                Arguments.of("policy", "PolicyPreview", PolicyPreview.class),
                Arguments.of("policy", "PolicyChange", PolicyPreview.Change.class),
                Arguments.of("policy", "FieldError", PolicyPreview.FieldError.class),
                Arguments.of("policy", "VersionView", PolicyVersion.class),
                Arguments.of("policy", "TargetView", TargetKind.class),
                Arguments.of("registry", "FactoryKey", FactoryKey.class),
                Arguments.of("registry", "DeadLetter", DeadLetter.class),
                Arguments.of("registry", "ServiceStatus", ServiceStatus.class),
                Arguments.of("registry", "Check", ServiceStatus.Check.class),
                Arguments.of("audit", "IssuedToken", MachineToken.class),
                Arguments.of("audit", "Creator", MachineToken.Creator.class),
                Arguments.of("audit", "NewToken", NewMachineToken.class),
                Arguments.of("audit", "MadeToken", MadeToken.class),
                Arguments.of("ca", "CertificateView", Certificate.class),
                Arguments.of("ca", "AuthorityView", Authority.class),
                Arguments.of("ca", "Expiries", Expiries.class),
                Arguments.of("ca", "Month", Expiries.Month.class),
                Arguments.of("ca", "ProfileView", Profile.class),
                Arguments.of("audit", "RecordView", AuditRecord.class),
                Arguments.of("audit", "SignedStatement", SignedStatement.class));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aTypeHasTheMembersOfItsSchema(String service, String schema, Class<? extends Record> type) throws IOException {
        var properties = document(service).at("/components/schemas/" + schema + "/properties");

        assertThat(members(type)).containsExactlyInAnyOrderElementsOf(properties::fieldNames);
    }

    @ParameterizedTest
    @EnumSource(LifecycleCommand.class)
    void aLifecycleCommandIsOneOfTheRegistry(LifecycleCommand command) throws IOException {
        assertThat(document("registry").path("paths").has("/api/registry/v1/devices/{id}/" + command))
                .isTrue();
    }

    private static JsonNode document(String service) throws IOException {
        return new YAMLMapper()
                .readTree(
                        Path.of("../docs/reference/openapi", service + ".yaml").toFile());
    }

    private static List<String> members(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(OpenApiTest::name).toList();
    }

    private static String name(RecordComponent member) {
        var renamed = member.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? member.getName() : renamed.value();
    }
}

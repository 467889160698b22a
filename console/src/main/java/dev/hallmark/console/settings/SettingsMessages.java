package dev.hallmark.console.settings;

import dev.hallmark.operator.access.Permission;
import dev.hallmark.operator.access.Role;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the settings. */
@MessageBundle("settings")
interface SettingsMessages {

    @Message("Where devices can connect. A policy names one of these and says how to reach it.")
    String targetsText();

    @Message("Name in the API")
    String kind();

    @Message("What a policy sets for it")
    String targetSettings();

    @Message("Policies with this target name these when they are written.")
    String targetSettingsText();

    @Message("Setting")
    String setting();

    @Message("Meaning")
    String meaning();

    @Message("Value when left out")
    String preset();

    @Message("required")
    String required();

    @Message("Write a policy for it")
    String writePolicy();

    @Message("You are {subject} of the tenant {tenant}, with these roles:")
    String you(String subject, String tenant);

    @Message("Roles are given by whoever runs the sign-in; this page shows what each may do here.")
    String rolesText();

    @Message("{role.meaning}")
    String role(Role role);

    @Message("What somebody may do")
    String permission();

    @Message("{permission.meaning}")
    String means(Permission permission);

    @Message("allowed")
    String allowed();

    @Message("not allowed")
    String notAllowed();

    @Message("yours")
    String yours();

    @Message("How the services say that they are. Gateway, attestation and the broker's agent have no page here.")
    String healthText();

    @Message("Service")
    String service();

    @Message(
            "{#switch service}{#case 'registry'}Devices and batches{#case 'policy'}Policies and where devices connect{#case 'ca'}Certificates{#case 'audit'}The audit trail{#else}{service}{/switch}")
    String task(String service);

    @Message("What it is for")
    String use();

    @Message("State")
    String state();

    @Message("works")
    String works();

    @Message("not ready")
    String notReady();

    @Message("waits")
    String waits();

    @Message("does not answer")
    String away();

    @Message("Took")
    String took();

    @Message("{millis} ms")
    String millis(long millis);

    @Message(
            "What a service keeps is safe while it does not work, and what it waits for heals by itself. What is behind a fault is shown to those who look after the whole installation.")
    String awayText();

    @Message("Ask again")
    String again();
}

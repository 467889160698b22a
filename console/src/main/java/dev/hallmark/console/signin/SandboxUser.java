package dev.hallmark.console.signin;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.console.session.Person;
import java.util.Set;

/** A user of the file. */
record SandboxUser(String name, String role, TenantId tenant, String password) {

    static final String ISSUER = "hallmark-sandbox";

    private static final int COLUMNS = 4;

    static SandboxUser parse(String line) {
        var columns = line.strip().split("\\s+", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException(
                    "hallmark.console.sandbox.users-file: a line has a name, a role, a tenant and a password");
        }
        return new SandboxUser(columns[0], columns[1], TenantId.of(columns[2]), columns[3]);
    }

    Person person() {
        return new Person(ISSUER, name, tenant.name(), Set.of(role));
    }

    @Override
    public String toString() {
        return "SandboxUser " + name;
    }
}

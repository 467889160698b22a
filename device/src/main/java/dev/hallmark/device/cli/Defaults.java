package dev.hallmark.device.cli;

/** The defaults of the commands: the sandbox on this machine. */
final class Defaults {

    private static final String HOME = "${env:HALLMARK_HOME:-${sys:hallmark.project:-.}/.hallmark}";

    static final String FLEET = HOME + "/fleets/default";
    static final String SERVER_AUTHORITY = HOME + "/pki/server-ca.pem";

    private Defaults() {}
}

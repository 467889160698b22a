package dev.hallmark.console.token;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of tokens. */
@MessageBundle("token")
interface TokenMessages {

    @Message("Tokens for programs")
    String tokens();

    @Message("For programs that cannot sign in: the programming line of a factory, a build server.")
    String tokensText();

    @Message("Make a token")
    String create();

    @Message("There are no tokens yet")
    String none();

    @Message(
            "A token lets a program do exactly what you choose, until it expires or is revoked. It is shown once, when it is made.")
    String noneText();

    @Message("Name")
    String name();

    @Message("What it is for, such as \"line 3\" or \"build server\".")
    String nameHint();

    @Message("What it may do")
    String permissions();

    @Message("Choose as little as the program needs. Only what you may do yourself is listed.")
    String permissionsHint();

    @Message("Valid for how many days")
    String days();

    @Message("1 to 366. Nothing warns the program: make the next one in time.")
    String daysHint();

    @Message("Made by")
    String creator();

    @Message("Expires")
    String expires();

    @Message("Last used")
    String lastUsed();

    @Message("never")
    String never();

    @Message("State")
    String state();

    @Message(
            "{#switch state}{#case 'active'}valid{#case 'expired'}expired{#case 'revoked'}revoked{#else}{state}{/switch}")
    String stateOf(String state);

    @Message("Copy the token now")
    String copyNow();

    @Message("It is not kept here and cannot be shown again. Whoever has it can use it: keep it as a secret.")
    String copyNowText();

    @Message("The token of \"{name}\"")
    String tokenOf(String name);

    @Message("Copy")
    String copy();

    @Message("Copied")
    String copied();

    @Message("How a program uses it")
    String example();

    @Message("Back to the tokens")
    String back();

    @Message("Revoke")
    String revoke();

    @Message("Revoke the token \"{name}\"?")
    String question(String name);

    @Message("Whatever uses it is refused from now on, within seconds and for good.")
    String consequence();

    @Message("Reason, for the audit trail")
    String reason();

    @Message("Type the name {name} to confirm")
    String typeName(String name);

    @Message("Nothing was revoked: type the name {name} to confirm it.")
    String unconfirmed(String name);

    @Message("Cancel")
    String cancel();
}

package dev.hallmark.console.signin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page for signing in. */
@MessageBundle("signin")
interface SignInMessages {

    @Message("Sign in")
    String title();

    @Message("User name")
    String name();

    @Message("Password")
    String password();

    @Message("Names and passwords are in the file that ./hallmark up prints: one user for each role.")
    String hint();

    @Message("The user name or the password is wrong.")
    String wrong();

    @Message("There were too many attempts. Wait ten seconds, and try again.")
    String tooMany();
}

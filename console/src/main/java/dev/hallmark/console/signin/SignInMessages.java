package dev.hallmark.console.signin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages for signing in and out. */
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

    @Message("A sign-in link can be used once, within five minutes, and this one no longer. Sign in by name.")
    String link();

    @Message("There were too many attempts. Wait ten seconds, and try again.")
    String tooMany();

    @Message("You are not signed in")
    String refused();

    @Message("This sign-in took too long, was completed already, or began in another browser. Nothing was changed.")
    String stale();

    @Message("Your organisation's sign-in refused it, and says why:")
    String denied();

    @Message(
            "Your organisation's sign-in gave no token that Hallmark accepts. If this happens again, tell your administrator: the console's log says what was wrong with it.")
    String notAccepted();

    @Message("Your account belongs to no tenant that is served here. Ask your administrator to assign you to one.")
    String noTenant();

    @Message("Sign in again")
    String again();

    @Message("You are being signed out")
    String leaving();

    @Message("Your session here is over. Your organisation's sign-in ends its own now.")
    String leavingText();

    @Message("Go on")
    String goOn();

    @Message("You are signed out")
    String out();

    @Message("If you had just sent a form, it changed nothing: sign in, and send it once more.")
    String outText();
}

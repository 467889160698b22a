package dev.hallmark.tools;

import io.quarkus.runtime.annotations.QuarkusMain;

/** The entry point of the image. Quarkus packages it, and is not started: commands need none of it. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Tools.commandLine().execute(arguments));
    }
}

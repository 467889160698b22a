package dev.hallmark.sandbox.console;

import java.io.PrintStream;

/** What the person at the terminal sees; colour only on a terminal that wants it. */
public final class Console {
    private final PrintStream out;
    private final boolean colour;

    public Console(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    public static Console standard() {
        return new Console(System.out, isTerminal() && System.getenv("NO_COLOR") == null);
    }

    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    public void blank() {
        line("");
    }

    public String good(String text) {
        return colour ? "\u001b[32m" + text + "\u001b[0m" : text;
    }

    public String bad(String text) {
        return colour ? "\u001b[31m" + text + "\u001b[0m" : text;
    }

    public String faint(String text) {
        return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
    }

    public String strong(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /** JDK 25 gives no console where there is no terminal; some later ones may give one that is none. */
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}

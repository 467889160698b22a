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
        var terminal = System.console().isTerminal();
        return new Console(System.out, terminal && System.getenv("NO_COLOR") == null);
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

    public boolean isTerminal() {
        return System.console().isTerminal();
    }
}

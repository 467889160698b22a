package dev.hallmark.endtoend.system;

import java.util.concurrent.Callable;

/** A component that stands still for a while, as on a machine that has no time for it. */
public final class Pause {

    private Pause() {}

    /** Stops all processes of a component and lets them go on afterwards, whatever happens meanwhile. */
    public static <T> T of(Sandbox sandbox, String component, Callable<T> meanwhile) throws Exception {
        var processes = sandbox.replicas(component).stream()
                .map(replica -> Long.toString(sandbox.pid(replica)))
                .toList();
        try {
            processes.forEach(process -> Commands.run("kill", "-STOP", process));
            return meanwhile.call();
        } finally {
            processes.forEach(process -> Commands.run("kill", "-CONT", process));
        }
    }
}

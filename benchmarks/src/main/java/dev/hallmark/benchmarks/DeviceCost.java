package dev.hallmark.benchmarks;

import java.util.Map;
import java.util.TreeMap;

/**
 * The processor time that one device takes.
 *
 * @param byProcess milliseconds in each component, and in the simulator that plays the devices
 * @param milliseconds in all of them
 */
record DeviceCost(Map<String, Double> byProcess, double milliseconds) {
    static DeviceCost of(Map<String, Double> seconds, int devices) {
        var costs = new TreeMap<String, Double>();
        seconds.forEach((process, taken) -> costs.put(process, milliseconds(taken, devices)));
        var all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        return new DeviceCost(costs, milliseconds(all, devices));
    }

    private static double milliseconds(double seconds, int devices) {
        return Figures.rounded(seconds * 1000 / devices, 2);
    }
}

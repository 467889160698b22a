package dev.hallmark.device.chip;

/**
 * The conditions under which a chip is read.
 *
 * @param bitErrorRate the share of cells that are misread at the temperature of enrolment; below 0.5
 * @param temperature °C
 */
public record Conditions(double bitErrorRate, double temperature) {

    /** The temperature at which chips are enrolled. */
    public static final double ROOM_TEMPERATURE = 25;

    /** A chip on a desk: 4 % of its cells are misread. */
    public static final Conditions USUAL = new Conditions(0.04, ROOM_TEMPERATURE);

    private static final double ABSOLUTE_ZERO = -273.15;
    private static final double HOTTEST = 1000;

    public Conditions {
        if (!(bitErrorRate >= 0 && bitErrorRate < 0.5)) {
            throw new IllegalArgumentException("a bit error rate is at least 0 and less than 0.5, not " + bitErrorRate);
        }
        if (!(temperature >= ABSOLUTE_ZERO && temperature <= HOTTEST)) {
            throw new IllegalArgumentException("a temperature is from -273.15 to 1000 °C, not " + temperature);
        }
    }

    public static Conditions noise(double bitErrorRate) {
        return new Conditions(bitErrorRate, ROOM_TEMPERATURE);
    }

    Conditions atRoomTemperature() {
        return noise(bitErrorRate);
    }

    /** The standard deviation of the noise that flips this share of standard normal cells. */
    double deviation() {
        return Math.tan(Math.PI * bitErrorRate);
    }

    double warming() {
        return temperature - ROOM_TEMPERATURE;
    }
}

package dev.hallmark.device.chip;

import java.util.BitSet;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Noise of a test's choice: an exact number of wrong bits. */
final class Noise {

    private Noise() {}

    static BitSet errors(BitSet word, int count, Random random) {
        var places = IntStream.range(0, BchCode.LENGTH).boxed().collect(Collectors.toList());
        Collections.shuffle(places, random);
        var wrong = (BitSet) word.clone();
        places.subList(0, count).forEach(wrong::flip);
        return wrong;
    }
}

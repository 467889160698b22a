package dev.hallmark.endtoend.reference;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The type of a setting as its method declares it.
 *
 * @param suffix what is appended to the name: a map has named entries
 * @param element the type without what holds it
 * @param optional whether it may be left out
 */
record SettingType(String suffix, String element, boolean optional) {

    private static final Pattern HOLDER =
            Pattern.compile("(Optional|List|Set|Map)<(?:String, )?(.*)>|(OptionalInt|OptionalLong)");

    static SettingType of(String declared) {
        var holder = HOLDER.matcher(declared);
        if (!holder.matches()) {
            return new SettingType("", declared, false);
        }
        if (holder.group(1) == null) {
            return new SettingType("", declared.substring("Optional".length()).toLowerCase(Locale.ROOT), true);
        }
        var inner = of(holder.group(2));
        return switch (holder.group(1)) {
            case "Map" -> new SettingType(".<name>" + inner.suffix(), inner.element(), true);
            case "Optional" -> new SettingType(inner.suffix(), inner.element(), true);
            default -> new SettingType("[]" + inner.suffix(), inner.element(), inner.optional());
        };
    }

    /** How SmallRye Config names a method's property. */
    static String kebab(String method) {
        return method.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}

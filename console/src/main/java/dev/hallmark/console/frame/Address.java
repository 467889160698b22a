package dev.hallmark.console.frame;

/** The address of a page of ours, whose parameters are left out when they are empty. */
public record Address(String text) {

    public Address and(String parameter, String value) {
        if (value.isEmpty()) {
            return this;
        }
        var joint = text.contains("?") ? "&" : "?";
        return new Address(text + joint + parameter + "=" + ListPage.encoded(value));
    }

    @Override
    public String toString() {
        return text;
    }
}

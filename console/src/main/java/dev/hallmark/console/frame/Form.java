package dev.hallmark.console.frame;

import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;

/** The fields of a form that was sent, when their names are not known beforehand. */
@RequestScoped
public class Form {

    /** The first value of a field without blanks around it; empty when there is none. */
    public String text(String name) {
        return texts(name).stream().findFirst().orElse("");
    }

    /** All values of a field. */
    public List<String> texts(String name) {
        var texts = new ArrayList<String>();
        data().map(data -> data.get(name))
                .ifPresent(values ->
                        values.forEach(value -> texts.add(value.getValue().strip())));
        return texts;
    }

    private static Optional<FormData> data() {
        return Optional.ofNullable(CurrentRequestManager.get().getFormData());
    }
}

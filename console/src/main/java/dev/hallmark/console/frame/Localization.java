package dev.hallmark.console.frame;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Gives each template the language of the request that it is made for. */
@ApplicationScoped
class Localization {

    private final CurrentVertxRequest current;

    Localization(CurrentVertxRequest current) {
        this.current = current;
    }

    void install(@Observes EngineBuilder engine) {
        engine.addTemplateInstanceInitializer(this::localize);
    }

    private void localize(TemplateInstance template) {
        var request = current.getCurrent().request();
        template.setAttribute(TemplateInstance.LOCALE, Language.of(request).locale());
    }
}

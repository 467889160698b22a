package dev.hallmark.keys.pkcs11;

import dev.hallmark.keys.KeyRing;
import dev.hallmark.keys.KeyRingProvider;
import dev.hallmark.keys.store.StoredKeyRing;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Keys in a hardware security module. */
@ApplicationScoped
class Pkcs11Provider implements KeyRingProvider {

    private final Pkcs11Settings settings;
    private final Vertx vertx;

    Pkcs11Provider(Pkcs11Settings settings, Vertx vertx) {
        this.settings = settings;
        this.vertx = vertx;
    }

    @Override
    public String name() {
        return "pkcs11";
    }

    @Override
    public KeyRing open() {
        var library = settings.library().orElseThrow(() -> missing("hallmark.keys.pkcs11.library"));
        var pin = settings.pin().filter(text -> !text.isBlank()).orElseThrow(() -> missing("hallmark.keys.pkcs11.pin"));
        return StoredKeyRing.open(Pkcs11Token.open(library, settings.slotIndex(), pin.toCharArray()), vertx);
    }
}

package dev.hallmark.client.authority;

import dev.hallmark.client.http.Api;
import dev.hallmark.client.http.Listing;

/** The authorities of the tenant, and the profiles that they issue certificates by. */
public final class Authorities {

    private final Api api;

    public Authorities(Api api) {
        this.api = api;
    }

    public Listing<Authority> list() {
        return api.at("/api/ca/v1/authorities").list(Authority.class);
    }

    public Listing<Profile> profiles() {
        return api.at("/api/ca/v1/profiles").list(Profile.class);
    }
}

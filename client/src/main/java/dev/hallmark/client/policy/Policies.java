package dev.hallmark.client.policy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.http.Api;
import dev.hallmark.client.http.Listing;
import java.io.IOException;

/** Policies, each by its id. */
public final class Policies {

    private static final String PATH = "/api/policy/v1/policies";

    private final Api api;

    public Policies(Api api) {
        this.api = api;
    }

    public Listing<Policy> list() {
        return api.at(PATH).list(Policy.class);
    }

    public Policy get(String policy) throws IOException, InterruptedException {
        return api.at(PATH, policy).get(Policy.class);
    }

    @CanIgnoreReturnValue
    public Policy create(NewPolicy policy) throws IOException, InterruptedException {
        return api.at(PATH).post(policy, Policy.class);
    }

    /** Replaces what a policy says, which makes a new version. */
    @CanIgnoreReturnValue
    public Policy change(String policy, NewPolicy change) throws IOException, InterruptedException {
        return api.at(PATH, policy).put(change, Policy.class);
    }

    /** The same, refused with status 412 when the policy has another version than this by now. */
    @CanIgnoreReturnValue
    public Policy change(String policy, int version, NewPolicy change) throws IOException, InterruptedException {
        return api.at(PATH, policy).ifMatch("\"" + version + "\"").put(change, Policy.class);
    }

    /** What a change would do; changes nothing. */
    public PolicyPreview preview(String policy, NewPolicy change) throws IOException, InterruptedException {
        return api.at(PATH, policy, "dry-run").post(change, PolicyPreview.class);
    }

    /** What a policy has said, the latest first. */
    public Listing<PolicyVersion> versions(String policy) {
        return api.at(PATH, policy, "versions").list(PolicyVersion.class);
    }

    public PolicyVersion version(String policy, int version) throws IOException, InterruptedException {
        return api.at(PATH, policy, "versions", Integer.toString(version)).get(PolicyVersion.class);
    }

    /** The kinds of targets that policies can have. */
    public Listing<TargetKind> targets() {
        return api.at("/api/policy/v1/targets").list(TargetKind.class);
    }
}

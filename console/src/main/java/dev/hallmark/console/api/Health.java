package dev.hallmark.console.api;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.audit.AuditFilter;
import dev.hallmark.client.certificate.CertificateFilter;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.http.Page;
import dev.hallmark.operator.access.Caller;
import dev.hallmark.operator.access.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which services answer, found out by a list of one item from each that the person may ask. */
@ApplicationScoped
public class Health {

    private static final int FAULT = 500;

    private static final List<Question> QUESTIONS = List.of(
            new Question("registry", Permission.BATCHES_READ, client -> client.batches()
                    .list()
                    .first(1)),
            new Question("policy", Permission.POLICIES_READ, client -> client.policies()
                    .list()
                    .first(1)),
            new Question("ca", Permission.CERTIFICATES_READ, client -> client.certificates()
                    .list(CertificateFilter.ALL)
                    .first(1)),
            new Question("audit", Permission.AUDIT_READ, client -> client.audit()
                    .list(AuditFilter.ALL)
                    .first(1)));

    private final Apis apis;
    private final Caller caller;

    Health(Apis apis, Caller caller) {
        this.apis = apis;
        this.caller = caller;
    }

    private record Question(String service, Permission permission, Call call) {}

    /** A call of one service. */
    @FunctionalInterface
    private interface Call {
        Page<?> of(HallmarkClient client) throws IOException, InterruptedException;
    }

    public List<ServiceHealth> ask() throws IOException, InterruptedException {
        var client = apis.ofCaller();
        var answers = new ArrayList<ServiceHealth>();
        for (var question : QUESTIONS) {
            if (caller.may(question.permission())) {
                answers.add(ask(question, client));
            }
        }
        return List.copyOf(answers);
    }

    private static ServiceHealth ask(Question question, HallmarkClient client)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        boolean answers = answers(question, client);
        return new ServiceHealth(
                question.service(),
                answers,
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    /** A fault of the service counts as no answer; a refusal is the person's matter. */
    private static boolean answers(Question question, HallmarkClient client) throws IOException, InterruptedException {
        try {
            var unused = question.call().of(client);
            return true;
        } catch (ApiException e) {
            if (e.status() < FAULT) {
                throw e;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.hallmark.audit.testing;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Watches for a query and ends the connections in which it runs, as a server does that shuts down; once. */
public final class EndedQueries implements AutoCloseable {

    private static final String END =
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and usename = '%s' and state = 'active' and query like '%s'""";

    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    private final Future<?> loop;
    private volatile boolean closed;
    private volatile int count;

    /** Of the queries with this text, in the notation of {@code like}. */
    public EndedQueries(String query) {
        loop = thread.submit(() -> {
            end(END.formatted(Surroundings.SERVICE, query));
            return null;
        });
    }

    private void end(String statement) throws SQLException {
        try (var connection = Surroundings.superuser();
                var running = connection.createStatement()) {
            while (!closed && count == 0) {
                var found = running.executeQuery(statement);
                if (found.next()) {
                    count = found.getInt(1);
                }
            }
        }
    }

    /** How many connections ended. */
    public int count() {
        return count;
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        try {
            loop.get();
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            thread.close();
        }
    }
}

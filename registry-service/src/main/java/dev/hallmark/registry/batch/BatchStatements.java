package dev.hallmark.registry.batch;

/** Bulk statements on the way into a batch. Each locks devices in the order of their ids, so that no two deadlock. */
final class BatchStatements {

    private static final String INPUT = "input as (select * from"
            + " unnest($5::bytea[], $6::bytea[], $7::text[], $8::text[], $9::text[], $10::text[])"
            + " as i (id, public_key, serial, model, root_of_trust, algorithm))";

    private static final String TARGET =
            "target as (select id, policy, root_of_trust from batch where tenant = $1 and id = $2 for share)";

    private static final String RESULT = " select encode(a.id, 'hex') as id, a.batch, t.policy, a.serial, a.model,"
            + " a.root_of_trust, a.algorithm, a.standing::text, a.generation, a.version from added a, target t";

    /**
     * Registered devices of this tenant that are in no batch yet; tells which they were. Each row of the file looks its
     * device up by id, whatever the planner believes of a table that has just been filled: of the lists it can only
     * guess the lengths, and it would compare each with each.
     */
    static final String ASSIGN = "with " + TARGET + ", " + INPUT + ", free as ("
            + " select i.* from (select * from input order by id) i cross join lateral (select from device d"
            + " where d.id = i.id and d.tenant = $1 and d.batch is null and d.standing = 'active' for update) d"
            + "), added as ("
            + " update device d set batch = t.id, version = d.version + 1, batched_at = $3, batched_import = $4,"
            + " public_key = coalesce(d.public_key, nullif(f.public_key, ''::bytea)),"
            + " serial = coalesce(d.serial, nullif(f.serial, '')),"
            + " model = coalesce(d.model, nullif(f.model, '')),"
            + " root_of_trust = coalesce(d.root_of_trust, nullif(f.root_of_trust, ''), t.root_of_trust),"
            + " algorithm = coalesce(d.algorithm, nullif(f.algorithm, ''))"
            + " from free f, target t where f.id = d.id returning d.*"
            + ")" + RESULT;

    /** The same, and ids that nobody has registered are registered. */
    static final String REGISTER = "with " + TARGET + ", " + INPUT + ", added as ("
            + " insert into device as d (id, tenant, batch, public_key, serial, model, root_of_trust, algorithm,"
            + " version, registered_at, registered_import, batched_at, batched_import)"
            + " select i.id, $1, t.id, nullif(i.public_key, ''::bytea), nullif(i.serial, ''), nullif(i.model, ''),"
            + " coalesce(nullif(i.root_of_trust, ''), t.root_of_trust), nullif(i.algorithm, ''), 1, $3, $4, $3, $4"
            + " from input i, target t order by i.id"
            + " on conflict (id) do update set batch = excluded.batch, version = d.version + 1,"
            + " batched_at = $3, batched_import = $4,"
            + " public_key = coalesce(d.public_key, excluded.public_key),"
            + " serial = coalesce(d.serial, excluded.serial),"
            + " model = coalesce(d.model, excluded.model),"
            + " root_of_trust = coalesce(d.root_of_trust, excluded.root_of_trust),"
            + " algorithm = coalesce(d.algorithm, excluded.algorithm)"
            + " where d.tenant = $1 and d.batch is null and d.standing = 'active' returning d.*"
            + ")" + RESULT;

    /** What is known of devices that were not added. */
    static final String KNOWN = "select encode(id, 'hex') as id, tenant = $1 as ours,"
            + " coalesce(batch = $2, false) as here, batch is null as free, standing::text"
            + " from device where id = any ($3::bytea[])";

    private BatchStatements() {}
}

package dev.hallmark.ca.issuance;

/** The SQL of {@link IntentStore}. */
final class IntentStatements {

    /** A key is the device's that first had it certified. Whoever claims a key and locks a device does it in this order. */
    private static final String CLAIM = "insert into operational_key as known (key, device) values (%s, %s)"
            + " on conflict (key) do update set device = known.device returning device";

    static final String OWNER = CLAIM.formatted("$1", "$2");

    /**
     * A device that this service has never met, which is nearly every one: one statement. The device's new row is what
     * makes it safe; whoever finds the row there goes the long way.
     */
    static final String FIRST = "with owner as (" + CLAIM.formatted("$7", "$1") + "),"
            + " met as (insert into device (id, tenant, standing, version, generation, sole)"
            + " select $1, $2, 'active', $3, $11, true from owner where device = $1 on conflict do nothing returning id),"
            + " intent as (insert into certificate (" + IntentRow.COLUMNS + ") select " + IntentRow.VALUES
            + " from met returning serial)"
            + " insert into enrolment_token (id, request, serial, expires_at)"
            + " select $4, $18, serial, $19 from intent returning serial";

    /**
     * Locks the device. A token of a newer version than the last event knows better than that event, but for
     * revocation, which is final. From here on the device may have more than one certificate.
     */
    static final String LOCK = "insert into device as known (id, tenant, standing, version, generation)"
            + " values ($1, $2, 'active', $3, $4) on conflict (id) do update set"
            + " tenant = case when excluded.version > known.version then excluded.tenant else known.tenant end,"
            + " standing = case when excluded.version > known.version and known.standing <> 'revoked'"
            + " then 'active' else known.standing end,"
            + " version = case when known.standing <> 'revoked' then greatest(known.version, excluded.version)"
            + " else known.version end,"
            + " generation = greatest(known.generation, excluded.generation), sole = false"
            + " returning standing, generation";

    static final String KNOWN = "select c.*, least(c.not_after, c.supersede_at) as good_until,"
            + " t.request as token_request from certificate c"
            + " left join enrolment_token t on t.serial = c.serial and t.id = $2"
            + " where c.device = $1 and (c.open or c.serial = $3 or t.id is not null)";

    static final String ANOTHER = "with met as (select $1::bytea as id, $2::text as tenant, $3::bigint as version),"
            + " intent as (insert into certificate (" + IntentRow.COLUMNS + ") select " + IntentRow.VALUES
            + " from met returning serial)"
            + " insert into enrolment_token (id, request, serial, expires_at)"
            + " select $4, $18, serial, $19 from intent returning serial";

    static final String USE_TOKEN = "insert into enrolment_token (id, request, serial, expires_at)"
            + " values ($1, $2, $3, $4) on conflict do nothing";

    static final String FORGET = "delete from enrolment_token where expires_at < $1";

    private IntentStatements() {}
}

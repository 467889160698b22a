# shellcheck shell=bash
# What the audit trail says of certificates, beside what ca-service knows; for the scripts that read this file.

# told <time> <file>: each certificate that the trail mentions since then: what was said of it last, and its issuance.
told() {
    query audit "copy (
        with event as (
            select tenant, sequence, type, (entry::json ->> 'data')::json as data from record
            where type like 'dev.hallmark.certificate.%' and time >= '$1'
        ), last as (
            select distinct on (data ->> 'serial') tenant, data ->> 'serial' as serial, data ->> 'deviceId' as device,
                case type when 'dev.hallmark.certificate.revoked.v1' then 'revoked'
                    when 'dev.hallmark.certificate.held.v1' then 'held' else 'active' end as state,
                data ->> 'reason' as reason
            from event order by data ->> 'serial', sequence desc
        )
        select l.tenant, l.serial, l.device, l.state, coalesce(l.reason, ''),
            coalesce((select i.data::jsonb from event i where i.type = 'dev.hallmark.certificate.issued.v1'
                and i.data ->> 'serial' = l.serial limit 1), '{}')
        from last l) to stdout" >"$2"
}

# with_told <file> <statement>: in ca-service's database, with what was told in a table of that name.
with_told() {
    psql -X -q -At -F $'\t' -v ON_ERROR_STOP=1 -d ca <<SQL
create temporary table told (tenant text, serial text, device text, state text, reason text, issued jsonb);
\copy told from '$1'
$2
SQL
}

# certificates_that_differ <time> <directory for drafts>
certificates_that_differ() {
    told "$1" "$2/told"
    with_told "$2/told" "
        select 'certificate', case when c.serial is null then 'ca-service does not know' else 'ca-service has as ' || c.state end,
            t.serial, t.tenant, t.device, 'is ' || t.state
        from told t left join certificate c on c.serial = t.serial
        where c.serial is null or t.state = 'revoked' and c.state <> 'revoked' or t.state = 'held' and c.state = 'active'
        order by t.serial"
}

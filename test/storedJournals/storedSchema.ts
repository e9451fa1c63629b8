import Database from 'libsql';
import { Client } from 'pg';

/** PostgreSQL's description of the journal's tables, including migrations, as statements that create them again. */
const POSTGRES_SCHEMA = `
with journal as (select oid, relname, relpersistence from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace),
columns as (
  select attrelid, string_agg(format('  %I %s%s%s', attname, format_type(atttypid, atttypmod), case when attnotnull then ' not null' else '' end,
    coalesce(' default ' || pg_get_expr(adbin, adrelid), '')), E',\\n' order by attnum) as text
  from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum where attnum > 0 and not attisdropped group by attrelid)
select 1 as part, relname as name, format(E'create %stable %I (\\n%s\\n);', case relpersistence when 'u' then 'unlogged ' else '' end, relname, columns.text) as statement
from journal join columns on attrelid = oid
union all
select case contype when 'f' then 3 else 2 end, conname, format('alter table %I add constraint %I %s;', relname, conname, pg_get_constraintdef(pg_constraint.oid))
from pg_constraint join journal on conrelid = journal.oid where contype in ('p', 'u', 'f')
union all
select 4, indexclass.relname, pg_get_indexdef(indexrelid) || ';' from pg_index join journal on indrelid = journal.oid
join pg_class indexclass on indexclass.oid = indexrelid where not exists (select from pg_constraint where conindid = indexrelid)
order by part, name`;

/** Kysely's own tables: which migrations have run. */
const MIGRATION_TABLES = ['kysely_migration', 'kysely_migration_lock'] as const;

/** The schema of a SQLite journal as statements, with the names of the migrations that created it. */
export function readSqliteSchema(file: string): string {
  const database = new Database(file);
  try {
    const made = database.prepare('select sql from sqlite_master where sql is not null order by rowid').all() as {
      sql: string;
    }[];
    const names = MIGRATION_TABLES.map((table) =>
      insertsOf(table, database.prepare(`select * from ${table}`).all() as object[]),
    );
    return [...made.map(({ sql }) => `${sql};`), ...names, ''].join('\n');
  } finally {
    database.close();
  }
}

/** The schema of a PostgreSQL journal as statements, with the names of the migrations that created it. */
export async function readPostgresSchema(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ statement: string }>(POSTGRES_SCHEMA);
    const names: string[] = [];
    for (const table of MIGRATION_TABLES)
      names.push(insertsOf(table, (await client.query<object>(`select * from ${table}`)).rows));
    return [...rows.map(({ statement }) => statement), ...names, ''].join('\n');
  } finally {
    await client.end();
  }
}

function insertsOf(table: string, rows: readonly object[]): string {
  const literal = (value: unknown): string =>
    typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
  const insertOf = (row: object): string =>
    `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).map(literal).join(', ')});`;
  return rows.map(insertOf).join('\n');
}

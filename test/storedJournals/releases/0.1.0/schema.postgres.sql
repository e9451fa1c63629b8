create unlogged table aws_rates (
  account_id text not null,
  region text not null,
  pool text not null,
  next_free_at double precision not null,
  lowered_per_second double precision,
  lowered_at double precision
);
create table checkpoints (
  operation_id text not null,
  ordinal integer not null,
  step_id text not null,
  step text not null,
  recovery integer not null,
  state text not null,
  note text,
  tries integer not null,
  unsure integer not null,
  begun_at bigint,
  ended_at bigint
);
create table claims (
  target_key text not null,
  alias_name text not null,
  operation_id text not null,
  execution_id text not null,
  stage_name text not null,
  baseline text,
  candidate text not null,
  claimed_at bigint not null
);
create table kysely_migration (
  name character varying(255) not null,
  "timestamp" character varying(255) not null
);
create table kysely_migration_lock (
  id character varying(255) not null,
  is_locked integer not null default 0
);
create table locks (
  target_key text not null,
  operation_id text not null,
  locked_at bigint not null
);
create table operations (
  id text not null,
  stage_id text not null,
  attempt bigint not null,
  execution_id text not null,
  stage_type text not null,
  stage_name text not null,
  user_name text,
  target_key text not null,
  account text not null,
  region text not null,
  function_name text not null,
  alias_name text,
  sealed_input text,
  phase text not null,
  status text not null,
  recovery_reason text,
  progress text not null,
  report text not null,
  facts text not null,
  failure text,
  last_error text,
  aws_calls text not null,
  aws_calls_omitted integer not null,
  observe_tries integer not null,
  created_at bigint not null,
  started_at bigint,
  ended_at bigint,
  deadline_at bigint not null,
  due_at bigint not null,
  last_poll_at bigint not null,
  cancel_requested_at bigint,
  superseded_at bigint,
  superseded_by text,
  waits_for_lock integer not null,
  lease_owner text,
  lease_until bigint,
  fence integer not null,
  outcome text,
  timer_of text,
  timer_held_by text
);
create table pins (
  execution_id text not null,
  target_key text not null,
  kind text not null,
  alias_name text not null,
  value text,
  written_at bigint not null
);
create table served_versions (
  target_key text not null,
  alias_name text not null,
  version text not null,
  seen_at bigint not null
);
alter table aws_rates add constraint aws_rates_key PRIMARY KEY (account_id, region, pool);
alter table checkpoints add constraint checkpoints_key PRIMARY KEY (operation_id, ordinal);
alter table claims add constraint claims_key PRIMARY KEY (target_key, alias_name);
alter table kysely_migration_lock add constraint kysely_migration_lock_pkey PRIMARY KEY (id);
alter table kysely_migration add constraint kysely_migration_pkey PRIMARY KEY (name);
alter table locks add constraint locks_pkey PRIMARY KEY (target_key);
alter table operations add constraint operations_attempt UNIQUE (stage_id, attempt);
alter table operations add constraint operations_pkey PRIMARY KEY (id);
alter table pins add constraint pins_key PRIMARY KEY (execution_id, target_key, kind, alias_name);
alter table served_versions add constraint served_versions_key PRIMARY KEY (target_key, alias_name, version);
alter table checkpoints add constraint checkpoints_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES operations(id) ON DELETE CASCADE;
CREATE INDEX operations_due ON public.operations USING btree (status, due_at);
CREATE INDEX operations_ended ON public.operations USING btree (ended_at);
CREATE INDEX operations_leased ON public.operations USING btree (lease_until) WHERE (lease_until IS NOT NULL);
CREATE INDEX operations_target ON public.operations USING btree (target_key, status);
CREATE INDEX pins_expired ON public.pins USING btree (written_at) WHERE (value IS NULL);
CREATE INDEX pins_kept ON public.pins USING btree (written_at) WHERE (value IS NOT NULL);
CREATE INDEX pins_of_target ON public.pins USING btree (target_key, kind, written_at);
insert into kysely_migration (name, timestamp) values ('001Initial', '2026-11-29T20:20:09.434Z');
insert into kysely_migration (name, timestamp) values ('002PinsOfTarget', '2026-11-29T20:20:09.446Z');
insert into kysely_migration (name, timestamp) values ('003AgeAndLeases', '2026-11-29T20:20:09.582Z');
insert into kysely_migration (name, timestamp) values ('004RevertTimers', '2026-11-29T20:20:09.587Z');
insert into kysely_migration (name, timestamp) values ('005AwsRates', '2026-11-29T20:20:09.602Z');
insert into kysely_migration_lock (id, is_locked) values ('migration_lock', 0);

/*
 * The journal's tables. Times are milliseconds since 1970. JSON columns are text, so that SQLite and PostgreSQL behave
 * the same. Only columns named `sealed_…` ever contain a secret: inputs, and what functions answered.
 */

/** One run (`attempt`) of one stage. */
export interface OperationTable {
  id: string;
  stage_id: string;
  attempt: number;
  execution_id: string;
  stage_type: string;
  stage_name: string;
  user_name: string | null;
  target_key: string;
  account: string;
  region: string;
  function_name: string;
  alias_name: string | null;
  /** Sealed JSON of the input; erased when the operation ends. */
  sealed_input: string | null;
  phase: 'observing' | 'applying' | 'recovering' | 'ended';
  status: 'RUNNING' | 'SUCCEEDED' | 'TERMINAL' | 'CANCELED';
  recovery_reason: string | null;
  progress: string;
  report: string;
  facts: string;
  failure: string | null;
  last_error: string | null;
  aws_calls: string;
  aws_calls_omitted: number;
  observe_tries: number;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
  deadline_at: number;
  due_at: number;
  last_poll_at: number;
  cancel_requested_at: number | null;
  superseded_at: number | null;
  superseded_by: string | null;
  waits_for_lock: number;
  lease_owner: string | null;
  lease_until: number | null;
  fence: number;
  outcome: string | null;
  /** The operation that has armed this one as its timer; null if this is not a timer. */
  timer_of: string | null;
  /** The routing operation that is deciding about the alias; until it ends, the timer does not fire. */
  timer_held_by: string | null;
  /** What `progress` says, as JSON with the words that it was written with; null: only the words are known. */
  progress_told: string | null;
  /** When to check next whether Orca has seen the outcome, or can be told; null if it has seen it, or cannot be asked. */
  tell_orca_at: number | null;
  /**
   * The originals of `facts`, `report`, `failure`, `outcome` and `progress_told` where they contain what a function
   * answered, sealed. The columns themselves contain them without it, for release 0.1.0. Null: nothing was left out.
   */
  sealed_facts: string | null;
  sealed_report: string | null;
  sealed_failure: string | null;
  sealed_outcome: string | null;
  sealed_progress: string | null;
  /** Name of the pipeline, and what triggered it; null if unknown. */
  pipeline_name: string | null;
  triggered_by: string | null;
  /** When the oldest request came that nobody has answered; null if there is none. */
  asked_at: number | null;
  /** Who has put it on hold, as JSON; null: nobody. */
  held: string | null;
  /** Application of the pipeline; null if unknown. */
  application: string | null;
}

/** A step of a plan: the intent is written before it acts, the result after. */
export interface CheckpointTable {
  operation_id: string;
  ordinal: number;
  step_id: string;
  step: string;
  /** 1 if it belongs to the failure policy. */
  recovery: number;
  state: 'todo' | 'running' | 'done' | 'same' | 'skipped' | 'failed' | 'reverted';
  note: string | null;
  tries: number;
  /** 1 if an earlier attempt may have acted. */
  unsure: number;
  begun_at: number | null;
  ended_at: number | null;
  /** What `note` says, like `progress_told`. */
  note_told: string | null;
}

/** What an execution remembers about a target; a null value has expired. */
export interface PinTable {
  execution_id: string;
  target_key: string;
  kind: string;
  alias_name: string;
  value: string | null;
  written_at: number;
}

/** Versions that an alias has been seen serving with all its traffic; the newest `seen_at` is the current one. */
interface ServedVersionTable {
  target_key: string;
  alias_name: string;
  version: string;
  seen_at: number;
}

/** What an alias served, one row for each change that was seen; the highest `ordinal` is the newest. */
export interface AliasHistoryTable {
  target_key: string;
  alias_name: string;
  ordinal: number;
  main_version: string;
  main_published_at: string | null;
  main_code_sha256: string | null;
  additional_version: string | null;
  additional_published_at: string | null;
  additional_code_sha256: string | null;
  /** `SightingWay`. */
  how: string;
  last_seen_at: number;
}

/** A rollout's hold on an alias. */
interface ClaimTable {
  target_key: string;
  alias_name: string;
  operation_id: string;
  execution_id: string;
  stage_name: string;
  baseline: string | null;
  candidate: string;
  claimed_at: number;
}

/** Who works on a target. */
interface LockTable {
  target_key: string;
  operation_id: string;
  locked_at: number;
}

/** What an operation asks of another one. */
interface AskTable {
  asker_id: string;
  asked_id: string;
  ask: string;
  state: 'asked' | 'taken' | 'refused' | 'withdrawn';
  /** Why it was refused, and the same as JSON with its code. */
  refusal: string | null;
  refusal_told: string | null;
  asked_at: number;
  answered_at: number | null;
}

/** How much of an AWS quota replicas have used. Only in PostgreSQL, and not worth backing up. */
interface AwsRateTable {
  account_id: string;
  region: string;
  pool: string;
  /** By the server's clock, with fractions of milliseconds. */
  next_free_at: number;
  lowered_per_second: number | null;
  lowered_at: number | null;
}

/** What undoes a step, in a format that no release changes, for steps that a release can no longer read. */
interface UndoRecordTable {
  operation_id: string;
  ordinal: number;
  version: number;
  /** What the record restores, such as `alias:live`. */
  resource: string;
  /** The state to restore, as canonical text. */
  before: string;
  /** JSON list of the states that the operation itself has left, or was about to leave. */
  left: string;
  written_at: number;
}

/** The last known time of a journal that one process has to itself, and what the machine showed at that moment. */
interface JournalClockTable {
  /** Always 1: there is one row. */
  id: number;
  at: number;
  machine_at: number;
  counted_ms: number;
  boot: string | null;
}

/** Which AWS account a name in the keys of targets stands for. */
interface AccountNameTable {
  name: string;
  account_id: string;
}

/** What a receiver must know, in the order of `ordinal` for each operation. */
interface EventTable {
  /** The same for all receivers, and for every attempt to deliver it. */
  id: string;
  /** Key of the receiver. */
  receiver: string;
  operation_id: string;
  ordinal: number;
  type: string;
  document: string;
  written_at: number;
  /** When to deliver it, or to try again; null if it has been delivered or given up. */
  due_at: number | null;
  tries: number;
}

/** One row that is written to find out whether the journal can be written. */
interface WriteProbeTable {
  id: number;
  written_at: number;
}

/** A migration after release 0.1.0. */
interface JournalMigrationTable {
  name: string;
  /** The lowest format level that can work with the journal after it. */
  needs: number;
  /** When it ran, for people; by the database's clock. */
  applied_at: string;
}

export interface JournalTables {
  operations: OperationTable;
  checkpoints: CheckpointTable;
  pins: PinTable;
  served_versions: ServedVersionTable;
  alias_history: AliasHistoryTable;
  claims: ClaimTable;
  locks: LockTable;
  asks: AskTable;
  aws_rates: AwsRateTable;
  undo_records: UndoRecordTable;
  journal_clock: JournalClockTable;
  account_names: AccountNameTable;
  journal_migrations: JournalMigrationTable;
  write_probe: WriteProbeTable;
  events: EventTable;
}

import { isStageType, parseStage, type Outcome, type StageType } from 'stage-contract';
import { createAwsPort } from '../../orca-stages-ts/src/aws';
import {
  createEngine,
  PRODUCTION_TIMING,
  type CheckpointPoint,
  type EngineContext,
} from '../../orca-stages-ts/src/engine';
import { inputDocuments } from '../../orca-stages-ts/src/journal/documents/inputDocument';
import {
  awsCallsDocument,
  failureDocument,
  lastErrorDocument,
  outcomeDocument,
  reportDocument,
  followUpFactsDocument,
} from '../../orca-stages-ts/src/journal/documents/operationDocuments';
import {
  routingPinDocument,
  timedRevertDocument,
  versionPinDocument,
} from '../../orca-stages-ts/src/journal/documents/pinDocuments';
import { openJournal } from '../../orca-stages-ts/src/journal/openJournal';
import { keyAccounts } from '../../orca-stages-ts/src/journal/queries/accountNames';
import type { StoredDocument } from '../../orca-stages-ts/src/model/storedDocument';
import type { Clock } from '../../orca-stages-ts/src/model/clock';
import { createSealer, readSealingKey, type SealingKey } from '../../orca-stages-ts/src/seal';
import { stageRegistry } from '../../orca-stages-ts/src/stages/stageRegistry';
import { keptLog } from '../../orca-stages-ts/src/testing/keptLog';
import { startPostgresServer } from '../../orca-stages-ts/src/testing/postgresServer';
import { mortalClock } from '../../orca-stages-ts/src/testing/mortalClock';
import { skippingClock, type SkippingClock } from '../../orca-stages-ts/src/testing/skippingClock';
import { JOURNAL_KINDS, useJournals } from '../../orca-stages-ts/src/testing/testJournals';
import { UNPACED_RATES } from '../../orca-stages-ts/src/testing/unpacedRates';
import type { StoredRow, StoredTables, StoredValue } from './storedTables';

export { JOURNAL_KINDS, openJournal, startPostgresServer, useJournals };
export type { CheckpointPoint, Outcome, SkippingClock };

/** The AWS account of every stored journal. */
export const ACCOUNT_ID = '123456789012';
/** The target of every stage of a stored journal. */
export const TARGET = { account: 'local', region: 'us-east-1', functionName: 'checkout' } as const;

/** A stage as Orca would start it, without what all stages of a stored journal have in common. */
export interface StoredRequest {
  type: StageType;
  executionId: string;
  stageId: string;
  attempt?: number;
  context: Readonly<Record<string, unknown>>;
}

/** Where an engine works; `journal` is a SQLite file or the address of a PostgreSQL database. */
export interface EnginePlace {
  journal: string;
  lambdaUrl: string;
  clock: Clock;
  sealingKey: string;
  /** The configured names of the one AWS account, if it has more than that of the stored journals. */
  accountNames?: readonly string[];
  onCheckpoint?: NonNullable<EngineContext['onCheckpoint']>;
}

/** The engine of this checkout, working on a journal. */
export interface PresentEngine {
  /** Starts a stage; returns the ID of its operation. Throws if its fields are rejected. */
  begin(request: StoredRequest): Promise<string>;
  poll(operationId: string): Promise<Outcome>;
  cancel(stageId: string): Promise<void>;
  /** Stops it as a SIGTERM does. */
  stop(): Promise<void>;
  /**
   * Leaves it as a SIGKILL does: due work is no longer done. What it is doing right now must have been stopped at a
   * checkpoint.
   */
  kill(): void;
}

function sealingKeyOf(text: string): SealingKey {
  const key = readSealingKey(text);
  if (key === undefined) throw new Error('The sealing key must be 32 bytes, as hexadecimal or base64.');
  return key;
}

/** The documents in the rows of a journal that the code of this checkout cannot read, each with the reason. */
export function documentsNotUnderstood(tables: StoredTables, sealingKey: string): string[] {
  const sealer = createSealer([sealingKeyOf(sealingKey)]);
  const rows = (name: string): StoredRow[] => tables[name] ?? [];
  const textOf = (value: StoredValue | undefined): string =>
    typeof value === 'object' ? JSON.stringify(value) : String(value);
  const check = (document: StoredDocument<unknown>, value: StoredValue | undefined, place: string): string[] => {
    const reading = value === undefined ? undefined : document.read(textOf(value));
    return reading?.ok === false ? [`${place}: ${document.name}: ${reading.reason}`] : [];
  };
  const stageOf = (operationId: StoredValue | undefined) => {
    const type = rows('operations').find(({ id }) => id === operationId)?.['stage_type'];
    if (!isStageType(type)) throw new Error(`There is no stage ${textOf(type)}.`);
    return stageRegistry[type];
  };
  return [
    ...rows('operations').flatMap((row) => {
      const place = textOf(row['stage_id']),
        sealed = row['sealed_input'],
        input = inputDocuments.get(textOf(row['stage_type']));
      const facts = row['timer_of'] === undefined ? stageOf(row['id']).documents.facts : followUpFactsDocument;
      return [
        ...check(facts, row['facts'], place),
        ...check(reportDocument, row['report'], place),
        ...check(failureDocument, row['failure'], place),
        ...check(lastErrorDocument, row['last_error'], place),
        ...check(awsCallsDocument, row['aws_calls'], place),
        ...check(outcomeDocument, row['outcome'], place),
        ...(input === undefined || sealed === undefined ? [] : check(input, sealer.open(textOf(sealed)), place)),
      ];
    }),
    ...rows('checkpoints').flatMap((row) =>
      check(stageOf(row['operation_id']).documents.step, row['step'], textOf(row['step_id'])),
    ),
    ...rows('pins').flatMap((row) => check(pinDocumentOf(textOf(row['kind'])), row['value'], textOf(row['kind']))),
  ];
}

const pinDocumentOf = (kind: string): StoredDocument<unknown> =>
  kind === 'timedRevert' ? timedRevertDocument : kind.endsWith('Routing') ? routingPinDocument : versionPinDocument;

/** A clock that shows this time now and runs from there. */
export function clockFrom(nowMs: number): SkippingClock {
  const clock = skippingClock();
  clock.skip(nowMs - clock.now());
  return clock;
}

/** Opens a journal, which migrates its tables, and starts the engine on it. Call `stop` or `kill` at the end. */
export async function startPresentEngine(place: EnginePlace): Promise<PresentEngine> {
  const { lambdaUrl, sealingKey, onCheckpoint } = place;
  const database = await openJournal(place.journal);
  const clock = mortalClock(place.clock);
  const accounts = (place.accountNames ?? [TARGET.account]).map((name) => ({
    ...{ name, accountId: ACCOUNT_ID, regions: [TARGET.region], testCredentials: true },
    lambdaEndpoint: lambdaUrl,
  }));
  const timing = { awsConnectTimeoutMs: 3_000, awsRequestTimeoutMs: 30_000 };
  const port = { accounts, rates: UNPACED_RATES, timing };
  const aws = createAwsPort(port, clock);
  const engine = createEngine({
    ...{
      database,
      aws,
      accounts: await keyAccounts(database, accounts),
      clock,
      log: keptLog(),
      sealer: createSealer([sealingKeyOf(sealingKey)]),
      stages: stageRegistry,
    },
    ...{ timing: PRODUCTION_TIMING, random: () => 0.5, onEnded: () => undefined },
    ...(onCheckpoint === undefined ? {} : { onCheckpoint }),
  });
  engine.start();
  return {
    async begin(request) {
      const accepted = accept(request);
      return (await engine.create(accepted)).id;
    },
    async poll(operationId) {
      const outcome = await engine.poll(operationId);
      if (outcome === undefined) throw new Error(`The journal has no operation ${operationId}.`);
      return outcome;
    },
    cancel: async (stageId) => void (await engine.cancel(stageId, undefined)),
    async stop() {
      await engine.stop();
      aws.close();
      await database.destroy();
    },
    kill() {
      clock.stop();
      aws.close();
      // The database stays open, because a later query would end this process too.
    },
  };
}

function accept({
  type,
  executionId,
  stageId,
  attempt = 1,
  context: fields,
}: StoredRequest): Parameters<ReturnType<typeof createEngine>['create']>[0] {
  const context = { ...TARGET, ...fields };
  const parsed = parseStage(type, context);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field, message }) => `${field} ${message}`).join('; '));
  const who = { user: 'demo', allowedAccounts: [TARGET.account] };
  const request = { executionId, stageId, attempt, type, stageName: stageId, context, ...who };
  return { request, input: parsed.input, warnings: parsed.warnings };
}

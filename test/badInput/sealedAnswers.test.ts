import { readFileSync } from 'node:fs';
import type { Outcome } from 'stage-contract';
import { zipOf } from 'strict-lambda';
import { openToRead } from '../../orca-stages-ts/src/journal/openToRead';
import { removeEnded } from '../../orca-stages-ts/src/journal/queries/retention';
import { openJournal } from '../../orca-stages-ts/src/journal/openJournal';
import { startTestSidecar, type TestSidecar } from '../process/support/testSidecar';
import { STAGE_FIELDS, TYPES } from './stageFields';

/** Parts of what the function answers, logs and throws. */
const ANSWERS = ['hunter2-of-the-body', 'hunter2-of-the-log', 'hunter2-of-the-error'] as const;
const HANDLER = `exports.handler = async ({ fails }) => {
  console.log('${ANSWERS[1]}');
  if (fails) throw new Error('${ANSWERS[2]}');
  return { statusCode: 200, body: '${ANSWERS[0]}' };
};`;

let sidecar: TestSidecar;
beforeEach(async () => {
  sidecar = await startTestSidecar();
  await sidecar.lambda.putObject({ bucket: 'builds', key: 'v2.zip', body: zipOf({ 'index.js': HANDLER }) });
  await deploy('execution-1');
});
afterEach(async () => {
  await sidecar.close();
});

const deploy = (executionId: string): Promise<Outcome> =>
  sidecar.run({
    type: TYPES.deployment,
    context: { ...STAGE_FIELDS[TYPES.deployment], aliases: ['live'] },
    executionId,
  });
const invoke = (change: object): Promise<Outcome> =>
  sidecar.run({ type: TYPES.invoke, context: { ...STAGE_FIELDS[TYPES.invoke], recordLogs: true, ...change } });
const checked = async (healthCheck: object): Promise<string> => {
  // Another version, so that the candidate is not the one that is served already.
  const key = 'v3.zip';
  await sidecar.lambda.putObject({ bucket: 'builds', key, body: zipOf({ 'index.js': `${HANDLER} //` }) });
  await sidecar.run({
    type: TYPES.updateCode,
    context: { ...STAGE_FIELDS[TYPES.updateCode], s3key: key },
    executionId: 'execution-2',
  });
  const { account, region, functionName, aliasName } = STAGE_FIELDS[TYPES.route];
  return sidecar.begin({
    type: TYPES.route,
    context: { account, region, functionName, aliasName, deploymentStrategy: '$BLUEGREEN', healthCheck },
    executionId: 'execution-2',
  });
};

/** Parts of answers in the journal's files, including what SQLite has not cleaned up. */
const inJournal = (): string[] => {
  const bytes = [sidecar.journalFile, `${sidecar.journalFile}-wal`]
    .map((file) => readFileSync(file, 'latin1'))
    .join('');
  return ANSWERS.filter((answer) => bytes.includes(answer));
};

async function sealedColumns(id: string): Promise<Record<string, string | null> | undefined> {
  const journal = openToRead(sidecar.journalFile);
  try {
    return await journal
      .selectFrom('operations')
      .select(['sealed_facts', 'sealed_report', 'sealed_failure', 'sealed_outcome'])
      .where('id', '=', id)
      .executeTakeFirst();
  } finally {
    await journal.destroy();
  }
}

describe('the answer of a function', () => {
  it('is only sealed in the journal after an Invoke that records it, and its outcome has it', async () => {
    const outcome = await invoke({ expect: { bodyContains: ANSWERS[0] } });

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', outputs: { response: { body: ANSWERS[0] } } });
    expect(outcome.invocations?.[0]).toMatchObject({ logTail: expect.stringContaining(ANSWERS[1]) });
    expect(inJournal()).toEqual([]);
  });

  it('is only sealed in the journal after an Invoke that fails on it', async () => {
    const outcome = await invoke({ invokePayload: { fails: true }, executionCount: 2 });

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'expectationFailed' } });
    expect(JSON.stringify(outcome.invocations)).toContain(ANSWERS[2]);
    expect(inJournal()).toEqual([]);
  });

  it('is only sealed in the journal while a health check is tried, and after it has failed', async () => {
    const id = await checked({ expect: { body: 'fine' }, attempts: 2, intervalSeconds: 1 });

    const waiting = await sidecar.until(id, ({ progressTold }) => progressTold?.code === 'checkingHealth');
    const meanwhile = inJournal();
    const outcome = await sidecar.ended(id);

    expect(waiting.progress).toContain(ANSWERS[0]);
    expect(meanwhile).toEqual([]);
    expect(outcome.failure).toMatchObject({ code: 'healthCheckFailed', what: expect.stringContaining(ANSWERS[0]) });
    expect(outcome.outputs['failureMessage']).toContain(ANSWERS[0]);
    expect(inJournal()).toEqual([]);
  });

  it('is erased with the input, except from the outcome, which is removed as a whole', async () => {
    const { id } = await invoke({});
    const ended = await sealedColumns(id);

    await sidecar.stop();
    const journal = await openJournal(sidecar.journalFile);
    await removeEnded(journal, Date.now() + 1000, 100);
    await journal.destroy();

    expect(ended).toEqual({
      sealed_facts: null,
      sealed_report: null,
      sealed_failure: null,
      sealed_outcome: expect.stringMatching(/^s1\./),
    });
    expect(await sealedColumns(id)).toBeUndefined();
  });

  it('is still in the outcome after a restart', async () => {
    const { id } = await invoke({});

    await sidecar.stop();
    await sidecar.resume();

    expect(await sidecar.poll(id)).toMatchObject({ outputs: { response: { body: ANSWERS[0] } } });
  });
});

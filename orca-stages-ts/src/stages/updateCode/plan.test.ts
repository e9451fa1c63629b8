import { parseStage, StageError, type UpdateCodeInput } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import type { ObservedCode } from '../shared/code';
import { headOf } from '../shared/testing/headOf';
import { planUpdateCode } from './plan';
import { recoverUpdateCode } from './recover';
import type { UpdateCodeStep } from './steps';

const target = { account: 'local', region: 'us-east-1', functionName: 'checkout' };
const operation: OperationFacts = {
  operationId: 'o',
  executionId: 'e',
  stageId: 's',
  stageName: 'Update',
  attempt: 1,
  deadlineMs: 3_600_000,
  target,
};
const live: AliasFacts = {
  aliasName: 'live',
  aliasArn: 'arn:live',
  description: '',
  revisionId: 'r',
  mainVersion: '41',
};

function inputOf(fields: Record<string, unknown> = {}): UpdateCodeInput {
  const parsed = parseStage('Aws.LambdaUpdateCodeStage', {
    ...target,
    s3bucket: 'builds',
    s3key: 'checkout.zip',
    publish: true,
    ...fields,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.input;
}
const newCode = { codeSha256: 'new-hash', codeSizeBytes: 4_299_161 };
const oldCode = { codeSha256: 'old-hash', codeSizeBytes: 4_194_304 };
const plan = (wantedCode = newCode, fields: Record<string, unknown> = {}): Plan<UpdateCodeStep> =>
  planUpdateCode(inputOf(fields), { head: headOf(), aliases: [live], wantedCode }, operation);
const recovered = (begun: UpdateCodeStep[]): UpdateCodeStep[] =>
  recoverUpdateCode(inputOf(), { reason: 'failed', begun, unanswered: [], facts: {} });

describe('the plan of an Update Code', () => {
  it('changes the code and publishes it', () => {
    expect(plan().steps.map(({ id }) => id)).toEqual(['code', 'settleCode', 'publish', 'settleVersion']);
  });

  it('says that the code is the same where it is, in a step that changes nothing', () => {
    const { steps } = plan(oldCode);

    expect(steps.map(({ id }) => id)).toEqual(['publish', 'settleVersion', 'same']);
    expect(steps[0]).toMatchObject({ kind: 'publish', mayReuse: true });
    expect(steps.at(-1)).toMatchObject({ kind: 'same', sentence: 'Code', mutates: false });
    expect(plan(oldCode, { publish: false }).steps.map(({ id }) => id)).toEqual(['same']);
  });

  it('remembers and shows what each alias serves, and moves none', () => {
    const { pins, served, report } = plan();

    expect(pins).toEqual([
      { kind: 'baseline', aliasName: 'live', value: { version: '41' }, mode: 'once' },
      { kind: 'firstRouting', aliasName: 'live', value: { routing: { mainVersion: '41' } }, mode: 'once' },
    ]);
    expect(served).toEqual([{ aliasName: 'live', versions: [{ version: '41' }], how: 'found' }]);
    expect(report?.aliases).toMatchObject([{ alias: 'live', routing: { mainVersion: '41' } }]);
  });

  it('shows how the code differs, and the function for expressions', () => {
    expect(plan().report?.differences).toMatchObject([{ change: 'changed', setting: 'Code' }]);
    expect(plan(oldCode).report?.differences).toEqual([]);
    expect(plan().report?.outputs).toMatchObject({ functionName: 'checkout' });
  });

  it('makes no function', () => {
    const missing: ObservedCode = { aliases: [], wantedCode: newCode };

    expect(() => planUpdateCode(inputOf(), missing, operation)).toThrow(StageError);
    expect(() => planUpdateCode(inputOf(), missing, operation)).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({
          code: 'functionNotFound',
          where: 'checkout · local / us-east-1',
          what: expect.objectContaining({ code: 'noFunctionToUpdate', values: { functionName: 'checkout' } }),
        }),
      }),
    );
  });
});

describe('the failure policy of an Update Code', () => {
  it.each<[string, UpdateCodeStep[], string | undefined]>([
    ['new code', plan().steps.slice(0, 1), 'new-hash'],
    ['code that was published', plan(oldCode).steps.slice(0, 1), 'old-hash'],
    ['both', plan(newCode, { codeSha256: `${'A'.repeat(43)}=` }).steps, 'new-hash'],
  ])('names once what it leaves in the head: %s', (_title, begun, codeSha256) => {
    expect(recovered(begun)).toEqual([
      expect.objectContaining({ kind: 'leftoverCode', id: 'leftovers', mutates: false, codeSha256 }),
    ]);
  });

  it('has nothing to name where nothing was changed', () => {
    expect(recovered([])).toEqual([]);
    expect(recovered(plan(oldCode, { publish: false }).steps)).toEqual([]);
  });
});

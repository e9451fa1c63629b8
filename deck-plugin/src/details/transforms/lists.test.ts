import { deploymentDone, invokeFailed } from '../fixtures/otherOutcomes';
import { routeReverted, routeRunning } from '../fixtures/routeOutcomes';
import { stageOf, STARTED_AT } from '../fixtures/stageOf';
import { readDetails } from '../read/readDetails';
import { readOutcome } from '../read/readOutcome';
import { zonedTimes } from '../text/zonedTimes';
import { callsSummary, isChange, listSummary } from './awsCalls';
import { differenceRows } from './differences';
import { invocationRow, invocationsSummary, passedGroup } from './invocations';
import { outputRows } from './outputs';
import { resultRows, trafficTells } from './result';
import { stepRows, stepsSummary } from './steps';
import { versionRows } from './versions';

const times = zonedTimes('UTC');
const details = (status: string, outcome: unknown) =>
  readDetails('Aws.LambdaTrafficRoutingStage', stageOf(status, outcome));

/** Whether a call from an older sidecar, which only has a name, counts as a change. */
const changes = (call: string, error?: string): boolean =>
  readOutcome({ awsCalls: [{ call, error }] }).awsCalls.some(isChange);

describe('AWS calls', () => {
  it.each([
    ['lambda:UpdateAlias', true],
    ['UpdateAlias', true],
    ['lambda GetAlias live', false],
    ['Lambda.PublishVersion', true],
    ['sts:AssumeRole', false],
    ['lambda:Invoke', false],
    ['s3:HeadObject', false],
    ['ListVersionsByFunction', false],
    ['odd', true],
    ['UpdateFunctionCode (dry run)', false],
  ])('count %s as a change: %p', (call, expected) => {
    expect(changes(call)).toBe(expected);
  });

  it('do not count a rejected change', () => {
    expect(changes('lambda:UpdateAlias', 'PreconditionFailedException')).toBe(false);
  });

  it.each([
    [['GetAlias'], 0, '1 AWS call, no change'],
    [['UpdateAlias'], 0, '1 AWS call, a change'],
    [['GetAlias', 'UpdateAlias'], 0, '2 AWS calls, 1 of them a change'],
    [['UpdateAlias', 'UpdateAlias', 'GetAlias'], 0, '3 AWS calls, 2 of them changes'],
    [['GetAlias'], 7, '8 AWS calls'],
    [[], 0, '0 AWS calls'],
  ])('are summarized: %j and %d left out', (calls, left, text) => {
    expect(
      callsSummary(
        readOutcome({
          awsCalls: calls.map((call) => ({ call })),
          omitted: left === 0 ? {} : { awsCalls: left },
        }),
      ),
    ).toBe(text);
  });

  it('say how many are listed if some were left out', () => {
    expect(listSummary({ awsCalls: [{ call: 'GetAlias' }], omitted: { awsCalls: 7 } })).toBe('1 of 8 AWS calls listed');
  });
});

/** The two columns of a difference from an older sidecar, unless another format is given. */
const shownOf = (difference: object, formatVersion = 1): string[][] =>
  differenceRows(
    'Aws.LambdaDeploymentStage',
    readOutcome({ formatVersion, differences: [difference] }).differences,
  ).map((row) => [row.before, row.after]);

describe('differences', () => {
  it.each([
    ['changed', 'Memory', '256 MB', '512 MB', ['256 MB', '512 MB']],
    ['new', 'Layer', undefined, 'a:1', ['none', 'a:1']],
    ['removed', 'Layer', 'a:1', undefined, ['a:1', 'none']],
    ['changed', 'Handler', undefined, undefined, ['not recorded', 'not recorded']],
    ['new', 'Environment A', undefined, 'secret', ['none', 'hidden']],
    ['removed', 'env A', 'secret', undefined, ['hidden', 'none']],
    ['changed', 'envVariables.A', 'secret', 'other', ['hidden', 'hidden']],
  ] as const)('%s of %s', (change, setting, before, after, shown) => {
    const difference = {
      change,
      setting,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };

    expect(shownOf(difference)).toEqual([shown]);
  });

  it("of today are secret if they say so, or if the stage's field is", () => {
    const values = { change: 'changed', setting: 'A', before: 'secret', after: 'other' };

    expect(
      [
        { ...values, secret: true },
        { ...values, field: 'envVariables.A' },
        { ...values, field: 'memorySize' },
      ].map((difference) => shownOf(difference, 2)),
    ).toEqual([[['hidden', 'hidden']], [['hidden', 'hidden']], [['secret', 'other']]]);
  });
});

describe('invocations', () => {
  const ok = { index: 1, ok: true, assertions: [] };

  it('say how much of a response was recorded', () => {
    expect(
      [
        invocationRow({ ...ok, response: 'ä', responseBytes: 2 }),
        invocationRow({ ...ok, response: 'abc', responseBytes: 11_469 }),
        invocationRow({ ...ok, responseBytes: 212 }),
        invocationRow(ok),
      ].map((row) => row.responseSize),
    ).toEqual(['2 bytes', 'first 3 bytes of 11.2 KB', '212 bytes, not kept', '']);
  });

  it("have the outcome's number and name the function's own error", () => {
    expect(
      invocationRow({ ...ok, index: 5, statusCode: 200, executedVersion: '42', functionError: 'Unhandled' }),
    ).toMatchObject({ number: '5', answer: '200 · v42 · function error Unhandled' });
  });

  it('that passed are one line with ranges', () => {
    const group = passedGroup([
      { ...ok, durationMs: 162, statusCode: 200 },
      { ...ok, durationMs: 203, statusCode: 200 },
      { ...ok, durationMs: 170, statusCode: 202 },
    ]);

    expect(group).toEqual({ count: '3', durations: '162–203 ms', answers: '200 (2), 202 (1)' });
  });

  it('that took long have their range in words', () => {
    expect(
      passedGroup([
        { ...ok, durationMs: 162 },
        { ...ok, durationMs: 61_000 },
      ]).durations,
    ).toBe('162 ms – 1 min 1 s');
  });

  it('have a median and a slowest from two calls on', () => {
    expect([
      invocationsSummary(invokeFailed.invocations ?? []),
      invocationsSummary([{ ...ok, durationMs: 5 }]),
      invocationsSummary([]),
    ]).toEqual(['p50 182 ms, slowest 912 ms', '', '']);
  });
});

describe('outputs', () => {
  it('leave absent values out and truncate long ones, keeping the whole for copying', () => {
    const rows = outputRows({
      version: '42',
      nothing: null,
      empty: '',
      flag: false,
      long: 'x'.repeat(300),
      list: [1, { a: 2 }],
    });

    expect(rows.map(({ name, text, full }) => [name, text.length, full.length])).toEqual([
      ['version', 2, 2],
      ['flag', 5, 5],
      ['long', 160, 300],
      ['list', 11, 11],
    ]);
    expect(rows[3]).toMatchObject({ text: '[1,{"a":2}]', isCode: true });
  });
});

describe('steps', () => {
  it('show what never started as skipped and what never ended as unfinished, once the stage has ended', () => {
    const open = {
      steps: [
        { id: 'a', sentence: 'A', state: 'running', startedAt: routeRunning.startedAt },
        { id: 'b', sentence: 'B', state: 'todo' },
      ],
    };

    expect(stepRows(details('CANCELED', open), times, STARTED_AT).map((row) => [row.word, row.duration])).toEqual([
      ['Unfinished', ''],
      ['Skipped', ''],
    ]);
    expect(
      stepRows(details('RUNNING', open), times, STARTED_AT + 65_000).map((row) => [row.word, row.duration]),
    ).toEqual([
      ['Running', '1 min 5 s'],
      ['To do', ''],
    ]);
  });

  it('stay to do if the operation may have continued unseen', () => {
    expect(stepRows(details('CANCELED', routeRunning), times, STARTED_AT).map((row) => row.word)).toEqual([
      'Done',
      'Done',
      'Unfinished',
      'To do',
    ]);
  });

  it('do not mention polls, what the headline says, or the time of steps that did nothing', () => {
    const outcome = {
      progress: 'live → v2 10%',
      steps: [
        { id: 'a', sentence: 'Wait until settled', state: 'done', attempts: 4 },
        { id: 'b', sentence: 'Move', state: 'done', note: 'live → v2 10%', attempts: 2 },
        {
          id: 'c',
          sentence: 'Alias live',
          state: 'same',
          startedAt: routeRunning.startedAt,
          endedAt: routeRunning.startedAt,
        },
      ],
    };

    expect(stepRows(details('SUCCEEDED', outcome), times, 0).map((row) => [row.note, row.time, row.duration])).toEqual([
      [undefined, '', ''],
      ['2 attempts', '', ''],
      [undefined, '', ''],
    ]);
  });

  it('join attempts and note', () => {
    expect(stepRows(details('TERMINAL', routeReverted), times, 0)[3]?.note).toBe(
      '3 attempts · 10 s apart, the same answer each time',
    );
  });

  it('are summarized by changes while they run and by time afterward', () => {
    expect([stepsSummary(details('RUNNING', routeRunning)), stepsSummary(details('TERMINAL', routeReverted))]).toEqual([
      '0 AWS changes so far',
      '10 min 18 s in all',
    ]);
  });
});

describe('versions', () => {
  it('have no weight if no routing is known', () => {
    expect(
      versionRows(details('SUCCEEDED', deploymentDone), times).map(({ label, roleWord, weight }) => [
        label,
        roleWord,
        weight,
      ]),
    ).toEqual([
      ['v41', 'baseline', ''],
      ['v42', 'candidate', ''],
    ]);
  });

  it('include a third one that gets traffic', () => {
    const rows = versionRows(
      details('TERMINAL', { ...routeReverted, routing: { ...routeReverted.routing, now: { mainVersion: '40' } } }),
      times,
    );

    expect(rows.map(({ label, role, weight }) => [label, role, weight])).toEqual([
      ['v41', 'baseline', '0%'],
      ['v42', 'candidate', '0%'],
      ['v40', 'other', '100%'],
    ]);
  });

  it('are one row if candidate and baseline are the same', () => {
    expect(
      versionRows(
        details('SUCCEEDED', {
          baseline: { version: '42', codeSha256: 'abcdefgh' },
          candidate: { version: '42' },
          progress: 'x',
        }),
        times,
      ),
    ).toMatchObject([{ label: 'v42', roleWord: 'baseline and candidate', code: 'abcdef…' }]);
  });

  it('say what they say about themselves', () => {
    const outcome = readOutcome({ candidate: { version: '42', description: 'Release, build 812' } });

    expect(versionRows({ outcome }, times)).toMatchObject([{ label: 'v42', description: 'Release, build 812' }]);
  });

  it('are left out if only a number is known', () => {
    expect(versionRows({ outcome: readOutcome({ candidate: { version: '42' } }) }, times)).toEqual([]);
  });
});

describe('the result of a deployment', () => {
  const deployed = (outputs: unknown) =>
    resultRows({ outcome: readOutcome({ outputs }), stageType: 'Aws.LambdaDeploymentStage' }).map(
      (row) => `${row.name}: ${row.text}`,
    );

  it.each([
    [{ functionVersion: '2', versionReused: false }, ['Version: v2 new']],
    [{ functionVersion: '2', versionReused: 'true' }, ['Version: v2 reused: code and configuration are the same']],
    [{ versionId: '1', lambdaCreated: true }, ['Version: v1 new, with the function']],
    [{ versionId: 7 }, ['Version: v7']],
    [{ codeSha256: 'abc', functionARN: 'arn:aws:x' }, ['Code SHA-256: abc', 'Function ARN: arn:aws:x']],
    [{}, []],
  ])('of %j is %j', (outputs, rows) => {
    expect(deployed(outputs)).toEqual(rows);
  });

  it('does not exist for other stages', () => {
    expect(
      resultRows({
        outcome: readOutcome({ outputs: { functionVersion: '2' } }),
        stageType: 'Aws.LambdaTrafficRoutingStage',
      }),
    ).toEqual([]);
  });

  it('has traffic bars only if they say more than the aliases', () => {
    const aliases = [{ alias: 'live', routing: { mainVersion: '1' }, note: 'kept its routing' }];
    const tells = (routing: unknown, given: unknown = aliases) =>
      trafficTells({ outcome: readOutcome({ aliases: given, routing }), stageType: 'Aws.LambdaDeploymentStage' });

    expect([
      tells({ before: { mainVersion: '1' }, now: { mainVersion: '1' } }),
      tells({ before: { mainVersion: '1' }, now: { mainVersion: '2' } }),
      tells({ now: { mainVersion: '1' } }, []),
    ]).toEqual([false, true, true]);
  });
});

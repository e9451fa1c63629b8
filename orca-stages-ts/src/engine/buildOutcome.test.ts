import { OUTCOME_LIMITS, say, type AwsCall, type EvidenceReport, type Outcome, type Worded } from 'stage-contract';
import { heldDocument } from '../journal/documents/askDocuments';
import { awsCallsDocument, outcomeDocument, reportDocument } from '../journal/documents/operationDocuments';
import { noteColumns, progressColumns } from '../journal/documents/wordedColumns';
import { todoCheckpoint } from '../journal/queries/todoCheckpoint';
import type { CheckpointRow, OperationRow } from '../journal/queries/loadOperation';
import type { OutcomeReport } from '../model/report';
import { sentenceOf } from '../model/step';
import { operationRow } from '../testing/operationRow';
import { buildOutcome } from './buildOutcome';

const outcomeOf = (operation: Partial<OperationRow>, checkpoints: CheckpointRow[] = []): Outcome =>
  buildOutcome({ operation: operationRow('o-1', operation), checkpoints }, 70_000);

const stepRow = (step: Record<string, unknown>, more: Partial<CheckpointRow> = {}): CheckpointRow => ({
  ...todoCheckpoint({
    operationId: 'o-1',
    ordinal: 0,
    stepId: 'hold:10',
    document: JSON.stringify(step),
    recovery: false,
  }),
  note: null,
  note_told: null,
  begun_at: null,
  ended_at: null,
  ...more,
});

const awsCall = (index: number): AwsCall => ({ at: '2026-11-21T14:00:00.000Z', call: `GetAlias ${index}` });

describe('an outcome', () => {
  it('shows a step with its sentence, and the facts that readers decide by', () => {
    const said = say('hold', { weightPercent: 10, seconds: 300 });
    const step = {
      kind: 'hold',
      ...sentenceOf(said),
      weightPercent: 10,
      waits: true,
      holdSeconds: 300,
      mutates: false,
    };

    const { steps } = outcomeOf({}, [stepRow(step)]);

    expect(steps).toEqual([
      {
        id: 'hold:10',
        kind: 'hold',
        sentence: 'Hold at 10% for 5 min',
        told: { code: 'hold', values: { weightPercent: 10, seconds: 300 } },
        weightPercent: 10,
        waits: true,
        state: 'todo',
      },
    ]);
  });

  it('shows a step of release 0.1.0 with its words only', () => {
    const { steps } = outcomeOf({}, [stepRow({ sentence: 'Delete v41', mutates: true })]);

    expect(steps).toEqual([{ id: 'hold:10', sentence: 'Delete v41', state: 'todo' }]);
  });

  it('counts how much of a hold is left, and says it by code', () => {
    const doing = say('holding', { weightPercent: 10, seconds: 300 });
    const row = stepRow({ sentence: 'Hold', holdSeconds: 300 }, { state: 'running', begun_at: 10_000 });

    const { progress, progressTold } = outcomeOf({ phase: 'applying', ...progressColumns(doing) }, [row]);

    expect(progress).toBe('Holding at 10% for 5 min: 4 min left');
    expect(progressTold).toEqual({ code: 'timeLeft', values: { doing, leftSeconds: 240 } });
  });

  it('shows the codes of warnings in order, with a gap for a warning without a code', () => {
    const paused = say('eventSourcePaused', { source: 'orders' });
    const report = reportDocument.write({ warnings: [{ words: 'Of an older release.' }, paused] });

    const { warnings, warningsTold } = outcomeOf({ report });

    expect(warnings).toEqual(['Of an older release.', paused.words]);
    expect(warningsTold).toEqual([null, { code: 'eventSourcePaused', values: { source: 'orders' } }]);
  });

  it("does not show an ended stage's old code next to words that release 0.1.0 wrote later", () => {
    const routed = progressColumns(say('aliasRouted', { alias: 'live', routing: { mainVersion: '42' } }));
    const ended: Outcome = { ...outcomeOf(routed), status: 'SUCCEEDED' };
    const reverted = { ...ended, progress: 'Reverted: live → v41 100%.' };

    const shown = outcomeOf({ ...routed, progress: reverted.progress, outcome: outcomeDocument.write(reverted) });

    expect(ended.progressTold?.code).toBe('aliasRouted');
    expect(shown.progress).toBe(reverted.progress);
    expect(shown.progressTold).toBeUndefined();
  });

  it('says when the stage started, ended and gives up, and what it works on', () => {
    const times = { started_at: 1_000, ended_at: 2_000, deadline_at: 3_000 };

    expect(outcomeOf({ ...times, alias_name: 'live' })).toMatchObject({
      formatVersion: 2,
      id: 'o-1',
      stageType: 'Aws.LambdaDeploymentStage',
      status: 'RUNNING',
      startedAt: '1970-01-01T00:00:01.000Z',
      endedAt: '1970-01-01T00:00:02.000Z',
      deadlineAt: '1970-01-01T00:00:03.000Z',
      target: { account: 'local', region: 'us-east-1', functionName: 'checkout', aliasName: 'live' },
    });
  });

  it('of an operation that has just arrived has empty lists, and no more', () => {
    expect(outcomeOf({ progress: 'Starting.' })).toEqual({
      formatVersion: 2,
      id: 'o-1',
      stageType: 'Aws.LambdaDeploymentStage',
      status: 'RUNNING',
      progress: 'Starting.',
      target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
      deadlineAt: '1970-01-01T00:00:01.000Z',
      steps: [],
      timeline: [],
      differences: [],
      outputs: {},
      warnings: [],
      awsCalls: [],
    });
  });

  it('shows the calls, and how many more there were', () => {
    const calls = awsCallsDocument.write([awsCall(0)]);

    expect(outcomeOf({ aws_calls: calls, aws_calls_omitted: 7 })).toMatchObject({
      awsCalls: [awsCall(0)],
      omitted: { awsCalls: 7 },
    });
    expect(outcomeOf({ aws_calls: calls })).not.toHaveProperty('omitted');
  });

  it('leaves out what can not be understood, and shows the rest', () => {
    const broken = '{"v":99';

    const outcome = outcomeOf(
      { report: broken, failure: broken, aws_calls: broken, outcome: broken, progress: 'Moving.' },
      [stepRow({}, { step: broken, state: 'running' })],
    );

    expect(outcome).toMatchObject({
      progress: 'Moving.',
      outputs: {},
      awsCalls: [],
      steps: [{ id: 'hold:10', sentence: 'hold:10', state: 'running' }],
    });
    expect(outcome).not.toHaveProperty('failure');
  });

  it('says of a step when it began and ended, how often it was tried, and what is remarked of it', () => {
    const note = say('aliasStaysAsAsked', { alias: 'live' });
    const row = { begun_at: 1_000, ended_at: 2_000, tries: 3, state: 'skipped', ...noteColumns(note) } as const;

    expect(outcomeOf({}, [stepRow({ sentence: 'Move live', mutates: true }, row)]).steps).toEqual([
      {
        id: 'hold:10',
        sentence: 'Move live',
        state: 'skipped',
        startedAt: '1970-01-01T00:00:01.000Z',
        endedAt: '1970-01-01T00:00:02.000Z',
        attempts: 3,
        note: note.words,
        noteTold: { code: note.code, values: note.values },
      },
    ]);
  });

  it('does not count a single try', () => {
    const [step] = outcomeOf({}, [stepRow({ sentence: 'Move live', mutates: true }, { tries: 1 })]).steps;

    expect(step).not.toHaveProperty('attempts');
  });

  it('shows an ended stage as it was written, with what its progress says', () => {
    const routed = progressColumns(say('aliasRouted', { alias: 'live', routing: { mainVersion: '42' } }));
    const ended: Outcome = { ...outcomeOf(routed), status: 'SUCCEEDED', outputs: { kept: 1 } };

    expect(outcomeOf({ ...routed, outcome: outcomeDocument.write(ended) })).toEqual(ended);
  });

  it('shows an ended stage of release 0.1.0 by its words alone', () => {
    const { progressTold: _told, ...ended } = outcomeOf({ progress: 'Moved.' });
    const routed = progressColumns(say('aliasRouted', { alias: 'live', routing: { mainVersion: '42' } }));

    expect(outcomeOf({ ...routed, outcome: outcomeDocument.write(ended) })).toEqual(ended);
  });

  describe('during a hold', () => {
    const hold = { sentence: 'Hold', holdSeconds: 300, mutates: false };
    const running = { state: 'running', begun_at: 10_000 } as const;

    it('says from when to when it is', () => {
      expect(outcomeOf({ phase: 'applying' }, [stepRow(hold, running)]).hold).toEqual({
        from: '1970-01-01T00:00:10.000Z',
        until: '1970-01-01T00:05:10.000Z',
      });
    });

    it('rounds what is left up to the next second', () => {
      const row = stepRow(hold, { ...running, begun_at: 10_001 });

      const { progressTold } = outcomeOf({ phase: 'applying', progress: 'Holding.' }, [row]);

      expect(progressTold?.values['leftSeconds']).toBe(241);
    });

    it.each<[string, Partial<OperationRow>, CheckpointRow[]]>([
      ['the stage is being brought back', { phase: 'recovering' }, [stepRow(hold, running)]],
      ['the stage has ended', { phase: 'applying', status: 'TERMINAL' }, [stepRow(hold, running)]],
      ['it has not begun', { phase: 'applying' }, [stepRow(hold)]],
      ['it has ended', { phase: 'applying' }, [stepRow(hold, { ...running, state: 'done' })]],
      [
        'another step is at work',
        { phase: 'applying' },
        [stepRow({ sentence: 'Move', mutates: true }, running), stepRow(hold, running)],
      ],
      ['there is no step', { phase: 'applying' }, []],
    ])('is none where %s', (_title, operation, rows) => {
      const outcome = outcomeOf({ ...operation, progress: 'At work.' }, rows);

      expect(outcome).not.toHaveProperty('hold');
      expect(outcome.progress).toBe('At work.');
    });

    it.each<[string, Partial<OperationRow>, OutcomeReport, string, string]>([
      [
        'goes on until the stage says, if it prolongs the hold',
        {},
        { prolonged: { step: 'hold:10', until: '1970-01-01T00:02:10.000Z' } },
        '1970-01-01T00:02:10.000Z',
        'Holding.: 1 min left',
      ],
      [
        'goes on until the stage gives up, if nobody knows the end',
        {},
        { prolonged: { step: 'hold:10' } },
        '1970-01-01T00:10:00.000Z',
        'Holding.: 8 min 50 s left',
      ],
      [
        'goes on until the stage gives up, if the end that was said has passed as well',
        {},
        { prolonged: { step: 'hold:10', until: '1970-01-01T00:01:10.000Z' } },
        '1970-01-01T00:10:00.000Z',
        'Holding.: 8 min 50 s left',
      ],
      [
        'goes on until the stage gives up, while somebody holds it',
        { held: heldDocument.write({ sinceMs: 20_000, said: say('heldBy', { by: { user: 'ada' } }) }) },
        {},
        '1970-01-01T00:10:00.000Z',
        'Holding.',
      ],
      [
        'is over, if another step was prolonged',
        {},
        { prolonged: { step: 'hold:5', until: '1970-01-01T00:02:10.000Z' } },
        '1970-01-01T00:00:40.000Z',
        'Holding.',
      ],
    ])('whose time has passed %s', (_what, more, report, until, progress) => {
      const row = stepRow({ ...hold, holdSeconds: 30 }, running);
      const operation = { phase: 'applying', progress: 'Holding.', deadline_at: 600_000, ...more } as const;

      const outcome = outcomeOf({ ...operation, report: reportDocument.write(report) }, [row]);

      expect([outcome.hold?.until, outcome.progress]).toEqual([until, progress]);
      expect(outcome).not.toHaveProperty('prolonged');
    });

    it('counts nothing any more once its time has passed', () => {
      const row = stepRow({ ...hold, holdSeconds: 60 }, running);

      expect(outcomeOf({ phase: 'applying', progress: 'Holding.' }, [row]).progress).toBe('Holding.');
    });
  });

  describe('that is too large', () => {
    const calls = (count: number, bytes: number): string =>
      awsCallsDocument.write(
        Array.from({ length: count }, (_, index) => ({ ...awsCall(index), error: 'x'.repeat(bytes) })),
      );
    const warnings = (count: number, characters: string): Worded[] =>
      Array.from({ length: count }, (_, index) => ({ words: `${index} ${characters}`, code: 'any', values: {} }));

    it('leaves out calls before anything else, the newest first, and counts them', () => {
      const report = reportDocument.write({ warnings: warnings(30, 'w'.repeat(1_000)) });

      const outcome = outcomeOf({ aws_calls: calls(100, 1_000), aws_calls_omitted: 3, report });

      const kept = outcome.awsCalls.length;
      expect(Buffer.byteLength(JSON.stringify(outcome))).toBeLessThanOrEqual(OUTCOME_LIMITS.totalBytes);
      expect([kept, outcome.warnings.length]).toEqual([25, 30]);
      expect(outcome.warningsTold).toHaveLength(30);
      expect(outcome.awsCalls[0]).toMatchObject(awsCall(0));
      expect(outcome.omitted).toEqual({ awsCalls: 3 + 100 - kept });
    });

    it('keeps five of each list at least, and the codes of the warnings that stay', () => {
      const report = reportDocument.write({ warnings: warnings(9, 'w'.repeat(10_000)) });

      const outcome = outcomeOf({ report });

      expect(outcome.warnings).toHaveLength(5);
      expect(outcome.warningsTold).toHaveLength(5);
      expect(outcome.omitted).toEqual({ warnings: 4 });
    });

    it('is measured in bytes, not in characters', () => {
      const report = reportDocument.write({ warnings: warnings(40, 'ä'.repeat(1_000)) });

      expect(outcomeOf({ report }).omitted).toEqual({ warnings: 20 });
    });

    it('is whole where it is just small enough', () => {
      const report = reportDocument.write({ warnings: warnings(40, 'a'.repeat(1_000)) });

      expect(outcomeOf({ report })).not.toHaveProperty('omitted');
    });

    it('loses the list of results first where shorter lists are not enough', () => {
      const outputs = { kept: 'yes', invokeResultsList: ['x'.repeat(OUTCOME_LIMITS.totalBytes)] };

      const outcome = outcomeOf({ report: reportDocument.write({ outputs }) });

      expect(outcome).toMatchObject({ outputs: { kept: 'yes' }, invocations: [], omitted: { outputs: 1 } });
      expect(outcome.outputs).not.toHaveProperty('invokeResultsList');
    });

    it('loses all of its outputs where they are what is too large', () => {
      const outputs = { kept: 'x'.repeat(OUTCOME_LIMITS.totalBytes) };

      const outcome = outcomeOf({ report: reportDocument.write({ outputs }) });

      expect(outcome.outputs).toEqual({});
      expect(outcome.omitted).toEqual({ outputs: 1 });
    });
  });

  it('leaves out the oldest minutes of a watch before any evidence, and counts them', () => {
    const minutes = Array.from({ length: 120 }, (_, index) => ({
      at: new Date(index * 60_000).toISOString(),
      candidate: { calls: index, errors: 0 },
      baseline: { calls: 1_000_000, errors: 100_000 },
    }));
    const evidence = Array.from({ length: 90 }, (_, index): EvidenceReport => ({
      source: 'guard',
      measured: 'x'.repeat(480),
      figures: { calls: index },
      verdict: 'fine',
      at: '2026-11-21T14:00:00.000Z',
    }));

    const outcome = outcomeOf({ report: reportDocument.write({ evidence, watch: { at: 'now', minutes } }) });

    expect(Buffer.byteLength(JSON.stringify(outcome))).toBeLessThanOrEqual(OUTCOME_LIMITS.totalBytes);
    expect(outcome.evidence).toHaveLength(90);
    expect(outcome.watch?.minutes).toEqual(minutes.slice(-60));
    expect(outcome.omitted).toEqual({ minutes: 60 });
  });

  it('keeps the newest evidence if it is too large', () => {
    const evidence = Array.from({ length: 100 }, (_, index): EvidenceReport => ({
      source: 'healthCheck',
      measured: 'x'.repeat(2_000),
      figures: { calls: index },
      verdict: 'fine',
      at: '2026-11-21T14:00:00.000Z',
    }));

    const outcome = outcomeOf({ report: reportDocument.write({ evidence }) });

    expect(outcome.evidence?.at(-1)?.figures).toEqual({ calls: 99 });
    expect(outcome.omitted?.['evidence']).toBe(100 - (outcome.evidence?.length ?? 0));
  });
});

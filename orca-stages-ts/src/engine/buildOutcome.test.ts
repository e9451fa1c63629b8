import { OUTCOME_LIMITS, say, type AwsCall, type EvidenceReport, type Outcome, type Worded } from 'stage-contract';
import { awsCallsDocument, outcomeDocument, reportDocument } from '../journal/documents/operationDocuments';
import { noteColumns, progressColumns } from '../journal/documents/wordedColumns';
import { todoCheckpoint } from '../journal/queries/todoCheckpoint';
import type { CheckpointRow, OperationRow } from '../journal/queries/loadOperation';
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

import { foldedSteps } from './foldedSteps';
import type { StepRow } from './steps';

const row = (key: number, changes: Partial<StepRow> = {}): StepRow => ({
  key: String(key),
  icon: 'done',
  word: 'Done',
  sentence: `Step ${key}`,
  time: '',
  duration: '',
  isCurrent: false,
  ...changes,
});
const rows = (count: number, change: (index: number) => Partial<StepRow> = () => ({})): StepRow[] =>
  Array.from({ length: count }, (_, index) => row(index, change(index)));
const shown = (steps: readonly StepRow[]): string[] =>
  foldedSteps(steps).map((one) => (one.kind === 'row' ? one.row.key : one.words));

describe('the steps of a long rollout', () => {
  const todo: Partial<StepRow> = { icon: 'todo', word: 'To do' };

  it.each<[string, StepRow[], string[]]>([
    ['a long run', rows(12), ['0', '1', '8 more steps', '10', '11']],
    ['a short run', rows(7), ['0', '1', '2', '3', '4', '5', '6']],
    [
      'what is done, what runs, and what is to do',
      rows(20, (index) =>
        index < 9 ? {} : index === 9 ? { icon: 'running', word: 'Holding', isCurrent: true } : todo,
      ),
      ['0', '1', '5 more steps', '7', '8', '9', '10', '11', '6 more steps', '18', '19'],
    ],
    ['a note in the middle', rows(9, (index) => (index === 4 ? { note: '2 attempts' } : {})), [...'012345678']],
    ['failures', rows(9, () => ({ icon: 'failed', word: 'Failed' })), [...'012345678']],
    ['nothing', [], []],
  ])('of %s', (_, steps, keys) => {
    expect(shown(steps)).toEqual(keys);
  });
});

import * as React from 'react';
import type { StageForm } from '../../../form/stageForm';
import { Icon } from '../../../look/Icon';
import { foldedRows } from '../transforms/foldedRows';
import { gradualRows, moved, nextWeight, rowStarts, stepChanges, type GradualRow } from '../transforms/gradualRows';
import { GradualStepRow, type StepPart } from './GradualStepRow';

/**
 * The steps as a table: weights with their holds, checks, and the promotion that always comes last. A preset's steps
 * become custom steps with the first change.
 */
export function GradualSteps({ form }: { form: StageForm }): React.ReactElement {
  const { rows, end } = gradualRows(form.values);
  const { heading, starts } = rowStarts(rows);
  const table = React.useRef<HTMLDivElement>(null);
  const focusOn = useFocusAfter(table);
  // Whoever works on the steps wants to see them all; so does whoever has a mistake in one of them.
  const [isFolded, setFolded] = React.useState(true);
  const hasProblem = form.problems.some(({ field }) => field.startsWith('steps.'));
  const shown = isFolded && !hasProblem ? foldedRows(rows) : rows.map((_, index) => ({ kind: 'row' as const, index }));
  const write = (next: readonly GradualRow[]): void => {
    setFolded(false);
    form.set(stepChanges(form.values, [...next.map((row) => row.value), ...end]));
  };
  const add = (row: GradualRow): void => {
    write([...rows, row]);
    focusOn({ index: rows.length, part: 'first' });
  };
  const move = (from: number, to: number, part: StepPart): void => {
    if (to < 0 || to >= rows.length) return;
    write(moved(rows, from, to));
    focusOn({ index: to, part });
  };
  return (
    <div
      ref={table}
      id={form.idOf('steps')}
      className="lst-table lst-steps"
      role="group"
      aria-labelledby={`${form.idOf('steps')}-label`}
      onBlur={() => form.touch('steps')}
    >
      <div className="lst-step lst-table-head" aria-hidden="true">
        <span>#</span>
        <span>Weight</span>
        <span>Hold</span>
        <span className="lst-step-start">{heading}</span>
        <span />
      </div>
      {shown.map((place) => {
        if (place.kind === 'fold')
          return (
            <FoldedSteps
              key={place.from}
              from={place.from}
              to={place.to}
              words={place.words}
              unfold={() => {
                setFolded(false);
                focusOn({ index: place.from, part: 'first' });
              }}
            />
          );
        const { index } = place;
        const row = rows[index];
        return row === undefined ? null : (
          <GradualStepRow
            key={index}
            form={form}
            row={row}
            index={index}
            count={rows.length}
            start={starts[index]}
            change={(value) => write(rows.map((other, at) => (at === index ? { kind: row.kind, value } : other)))}
            move={(to, part) => move(index, to, part)}
            remove={() => {
              write(rows.filter((_, at) => at !== index));
              focusOn({ index: Math.min(index, rows.length - 2), part: 'first' });
            }}
          />
        );
      })}
      <div className="lst-step lst-step-end">
        <span>{rows.length + 1}</span>
        <span className="lst-step-promotion">100%</span>
        <span className="lst-soft">the end: the candidate becomes the main version</span>
        <span className="lst-step-start">{starts[rows.length] ?? ''}</span>
        <span />
      </div>
      <div className="lst-step-add">
        <button
          type="button"
          data-part="add"
          className="lst-link"
          onClick={() => add({ kind: 'weight', value: { weightPercent: nextWeight(rows), holdSeconds: 300 } })}
        >
          <Icon name="add" /> Add weight
        </button>
        <button type="button" className="lst-link" onClick={() => add({ kind: 'check', value: { check: {} } })}>
          <Icon name="add" /> Add check
        </button>
      </div>
    </div>
  );
}

interface FoldedStepsProps {
  from: number;
  to: number;
  words: string;
  unfold(): void;
}

/** Steps that only repeat what the ones around them say, in one line. */
function FoldedSteps({ from, to, words, unfold }: FoldedStepsProps): React.ReactElement {
  return (
    <div className="lst-step lst-step-fold">
      <span>…</span>
      <span className="lst-step-wide">
        Steps {from + 1} to {to + 1}: {words}
        <button type="button" className="lst-link" aria-label={`Show steps ${from + 1} to ${to + 1}`} onClick={unfold}>
          Show
        </button>
      </span>
    </div>
  );
}

interface Focus {
  index: number;
  part: StepPart;
}

/**
 * Moves the focus along with a step after it has been drawn in its new place: rows are drawn by position, not by
 * content.
 */
function useFocusAfter(table: React.RefObject<HTMLElement>): (focus: Focus) => void {
  const wanted = React.useRef<Focus | undefined>(undefined);
  React.useLayoutEffect(() => {
    const { current } = wanted;
    const row = current === undefined ? null : table.current?.querySelector(`[data-step="${current.index}"]`);
    if (current === undefined) return;
    wanted.current = undefined;
    const usable = [...(row?.querySelectorAll<HTMLElement>('input, select, button') ?? [])].filter(
      (element) => !element.hasAttribute('disabled'),
    );
    const target =
      usable.find((element) => element.dataset['part'] === current.part) ??
      usable[0] ??
      table.current?.querySelector<HTMLElement>('[data-part=add]');
    target?.focus();
  });
  return (focus) => {
    wanted.current = focus;
  };
}

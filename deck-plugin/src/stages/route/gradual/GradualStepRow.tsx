import * as React from 'react';
import type { Problem } from 'stage-contract';
import type { StageForm } from '../../../form/stageForm';
import { DurationControl } from '../../../fields/DurationControl';
import { ExpressionChip, FieldLines } from '../../../fields/FieldLines';
import { isWithin } from '../../../form/entries/isWithin';
import { Icon } from '../../../look/Icon';
import { checkWords } from '../transforms/checkWords';
import { rowWords, type GradualRow } from '../transforms/gradualRows';
import { isPlainHealthCheck } from '../transforms/healthCheckEntries';
import { entryOf, isExpression, isGiven, shortJson, textOf, typedNumber, type Values } from '../../../values/readValue';
import { withEntry } from '../../../values/withEntry';
import { HealthCheckFields } from '../HealthCheckFields';

/** A control in a row, so that the focus finds it again after the row has moved. */
export type StepPart = 'first' | 'weight' | 'hold' | 'unit' | 'edit' | 'up' | 'down' | 'remove';

const PARTS: readonly StepPart[] = ['weight', 'hold', 'unit', 'edit', 'up', 'down', 'remove'];

interface GradualStepRowProps {
  form: StageForm;
  row: GradualRow;
  index: number;
  count: number;
  start: string | undefined;
  change(value: Values): void;
  move(to: number, part: StepPart): void;
  remove(): void;
}

/** One step: a weight with its hold, or a check. Alt plus an arrow key moves it, and so do its buttons. */
export function GradualStepRow(props: GradualStepRowProps): React.ReactElement {
  const { form, row, index, count, start, change, move, remove } = props;
  const [isOpen, setOpen] = React.useState(false);
  const words = rowWords(row, index + 1);
  const place = `steps.${index}`;
  const inEditor = (problem: Problem): boolean =>
    isOpen && row.kind === 'check' && problem.field.startsWith(`${place}.check`);
  const isHere = (problem: Problem): boolean => isWithin(place)(problem) && !inEditor(problem);
  const isOpenAtRunTime =
    row.kind === 'weight' &&
    [entryOf(row.value, 'weightPercent'), entryOf(row.value, 'holdSeconds')].some(isExpression);
  const moveByKey = (event: React.KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const part = event.target instanceof HTMLElement ? event.target.dataset['part'] : undefined;
    move(index + (event.key === 'ArrowUp' ? -1 : 1), PARTS.find((known) => known === part) ?? 'first');
  };
  return (
    <div data-step={index} role="group" aria-label={`Step ${index + 1}`} onKeyDown={moveByKey}>
      <div className={isOpenAtRunTime ? 'lst-step lst-step-open' : 'lst-step'}>
        <span>{index + 1}</span>
        <StepContent row={row} number={index + 1} isOpen={isOpen} toggle={() => setOpen(!isOpen)} change={change} />
        <span className="lst-step-start">{start ?? ''}</span>
        <span className="lst-row-buttons">
          <button
            type="button"
            data-part="up"
            className="lst-icon-button"
            aria-label={`Move ${words} up`}
            title="Move up (Alt and arrow up)"
            disabled={index === 0}
            onClick={() => move(index - 1, 'up')}
          >
            <Icon name="up" />
          </button>
          <button
            type="button"
            data-part="down"
            className="lst-icon-button"
            aria-label={`Move ${words} down`}
            title="Move down (Alt and arrow down)"
            disabled={index === count - 1}
            onClick={() => move(index + 1, 'down')}
          >
            <Icon name="down" />
          </button>
          <button
            type="button"
            data-part="remove"
            className="lst-icon-button"
            aria-label={`Remove ${words}`}
            onClick={remove}
          >
            <Icon name="remove" />
          </button>
        </span>
      </div>
      {row.kind === 'check' && isOpen && (
        <div className="lst-step-check">
          <HealthCheckFields
            form={form}
            name="steps"
            path={`${place}.check`}
            label={`Health check, step ${index + 1}`}
            value={entryOf(row.value, 'check')}
            change={(check) => change({ ...row.value, check })}
          />
        </div>
      )}
      {row.kind === 'weight' && isGiven(entryOf(row.value, 'holdUntilContinued')) && (
        <div className="lst-hint lst-step-hint">
          Waits until somebody continues the rollout (holdUntilContinued: edit it in JSON).
        </div>
      )}
      {isOpenAtRunTime && (
        <div className="lst-hint lst-step-hint">
          <ExpressionChip />
        </div>
      )}
      <FieldLines form={form} name="steps" label={`Step ${index + 1}`} within={place} only={isHere} chip={false} />
    </div>
  );
}

interface StepContentProps {
  row: GradualRow;
  number: number;
  isOpen: boolean;
  toggle(): void;
  change(value: Values): void;
}

function StepContent({ row, number, isOpen, toggle, change }: StepContentProps): React.ReactElement {
  if (row.kind === 'odd') return <code className="lst-kept lst-step-wide">{shortJson(row.value)}</code>;
  if (row.kind === 'check') {
    const check = entryOf(row.value, 'check');
    return (
      <span className="lst-step-wide">
        <Icon name="check" /> Health check: {checkWords(check)}{' '}
        {isPlainHealthCheck(check) ? (
          <button
            type="button"
            data-part="edit"
            className="lst-link"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Close' : 'Edit'} check, step ${number}`}
            onClick={toggle}
          >
            {isOpen ? 'Close' : 'Edit'}
          </button>
        ) : (
          <span className="lst-soft">(edit it in JSON)</span>
        )}
      </span>
    );
  }
  const weight = entryOf(row.value, 'weightPercent');
  const set = (name: string, value: unknown): void => change(withEntry(row.value, name, value) ?? {});
  return (
    <React.Fragment>
      <span className="lst-line">
        <input
          type="text"
          inputMode="numeric"
          autoComplete="off"
          data-part="weight"
          className="form-control input-sm lst-input lst-step-number"
          aria-label={`Weight of step ${number} in percent`}
          value={textOf(weight) ?? shortJson(weight)}
          title={isExpression(weight) ? weight : undefined}
          onChange={(event) => set('weightPercent', typedNumber(event.target.value))}
        />
        {!isExpression(weight) && <span className="lst-unit">%</span>}
      </span>
      <DurationControl
        label={`Hold of step ${number}`}
        unitLabel={`Unit of the hold of step ${number}`}
        value={entryOf(row.value, 'holdSeconds')}
        change={(seconds) => set('holdSeconds', seconds)}
      />
    </React.Fragment>
  );
}

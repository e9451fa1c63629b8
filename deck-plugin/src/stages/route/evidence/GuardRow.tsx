import * as React from 'react';
import { GUARD_METRICS, guardSchema, isRate, partMetaOf } from 'stage-contract';
import type { EntryActions } from '../../../form/entries/EntryTable';
import type { StageForm } from '../../../form/stageForm';
import { entryOf, isExpression, isGiven, shortJson, textOf, typedNumber } from '../../../values/readValue';
import { withEntry } from '../../../values/withEntry';
import { ShadowControl } from './ShadowControl';
import { WatchRow } from './WatchRow';
import { advancedWords, guardEntry, METRIC_SUBJECTS, withMetric, type GuardEntry } from './transforms/guardEntries';

interface GuardRowProps extends EntryActions {
  form: StageForm;
  guard: unknown;
  index: number;
}

/** One guard: when it acts as a sentence, whether it is only shown, and its less used settings on demand. */
export function GuardRow({ form, guard, index, change, remove }: GuardRowProps): React.ReactElement {
  const number = index + 1;
  const entry = guardEntry(guard);
  return (
    <WatchRow
      form={form}
      name="guards"
      index={index}
      noun="Guard"
      className="lst-guard"
      odd={entry.kind === 'odd' ? entry.words : undefined}
      remove={remove}
    >
      {entry.kind === 'guard' && (
        <div className="lst-cell">
          <Sentence guard={guard} entry={entry} number={number} change={change} />
          <Advanced guard={guard} entry={entry} number={number} change={change}>
            <ShadowControl
              label={`Guard ${number} in shadow`}
              shadow={entry.shadow}
              words={entry.shadowWords}
              change={(shadow) => change(withEntry(guard, 'shadow', shadow ? true : undefined) ?? {})}
            />
          </Advanced>
        </div>
      )}
    </WatchRow>
  );
}

interface PartProps {
  guard: unknown;
  entry: Extract<GuardEntry, { kind: 'guard' }>;
  number: number;
  change(guard: unknown): void;
}

interface FigureProps {
  guard: unknown;
  name: string;
  number: number;
  /** What an empty field means. */
  otherwise: string;
  change(guard: unknown): void;
}

/** A number inside a sentence; an expression can be typed as well. */
function Figure({ guard, name, number, otherwise, change }: FigureProps): React.ReactElement {
  const value = entryOf(guard, name);
  const { label } = partMetaOf(guardSchema, name);
  return (
    <input
      type="text"
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      className={`form-control input-sm lst-input ${isExpression(value) ? 'lst-mono lst-figure-text' : 'lst-figure-input'}`}
      aria-label={`${label} of guard ${number}, ${otherwise} if empty`}
      placeholder={otherwise}
      title={isExpression(value) ? value : undefined}
      value={isGiven(value) ? (textOf(value) ?? shortJson(value)) : ''}
      onChange={(event) => change(withEntry(guard, name, typedNumber(event.target.value)) ?? {})}
    />
  );
}

function Sentence({ guard, entry, number, change }: PartProps): React.ReactElement {
  const { metric, limit, defaults, shadow } = entry;
  const common = { guard, number, change };
  const isShare = isRate(metric);
  return (
    <div className="lst-guard-sentence">
      <span className="lst-guard-words">
        {shadow ? 'Show it when' : 'Go back when'}
        <select
          className="form-control input-sm lst-input lst-select lst-guard-metric"
          aria-label={`Metric of guard ${number}`}
          value={metric}
          onChange={(event) => {
            const chosen = GUARD_METRICS.find((known) => known === event.target.value);
            if (chosen !== undefined) change(withMetric(guard, chosen));
          }}
        >
          {GUARD_METRICS.map((known) => (
            <option key={known} value={known}>
              {METRIC_SUBJECTS[known]}
            </option>
          ))}
        </select>
      </span>
      <span className="lst-guard-words">
        {isShare ? 'are more than' : 'takes more than'}
        <Figure {...common} name={limit} otherwise={defaults.limit} />
        {isShare ? 'points above the baseline,' : '× the baseline’s,'}
      </span>
      <span className="lst-guard-words">
        after at least
        <Figure {...common} name="minimumInvocations" otherwise={defaults.minimumInvocations} />
        calls
      </span>
    </div>
  );
}

/** Shadow, warm-up and confidence, and a limit that belongs to another metric. */
function Advanced({
  guard,
  entry,
  number,
  change,
  children,
}: PartProps & { children: React.ReactNode }): React.ReactElement {
  const [isOpen, setOpen] = React.useState(false);
  const { defaults, misplaced } = entry;
  const common = { guard, number, change };
  return (
    <React.Fragment>
      <div className="lst-guard-more">
        <div className="lst-hint">
          {advancedWords(guard, defaults)}
          {misplaced !== undefined && (
            <React.Fragment>
              {' '}
              · also set: {misplaced} {shortJson(entryOf(guard, misplaced), 24)}
              <button
                type="button"
                className="lst-link"
                aria-label={`Remove ${misplaced} of guard ${number}`}
                onClick={() => change(withEntry(guard, misplaced, undefined) ?? {})}
              >
                Remove
              </button>
            </React.Fragment>
          )}{' '}
          <button
            type="button"
            className="lst-link"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Close' : 'Edit'} warm-up and confidence of guard ${number}`}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Close' : 'Edit'}
          </button>
        </div>
        {children}
      </div>
      {isOpen && (
        <div className="lst-guard-sentence">
          <span className="lst-guard-words">
            Leave out the first
            <Figure {...common} name="warmupMinutes" otherwise={defaults.warmupMinutes} />
            min of each hold,
          </span>
          <span className="lst-guard-words">
            and say worse with a confidence of
            <Figure {...common} name="confidence" otherwise={defaults.confidence} />
          </span>
        </div>
      )}
    </React.Fragment>
  );
}

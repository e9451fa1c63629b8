import * as React from 'react';
import { percentWords } from 'stage-contract';
import type { RowProps } from '../../form/stageForm';
import { FieldControl } from '../../fields/FieldControl';
import { FieldLines } from '../../fields/FieldLines';
import { FieldRow } from '../../fields/FieldRow';
import { NumberControl } from '../../fields/NumberControl';
import { VersionControl } from '../../fields/VersionControl';
import { canShow } from '../../fields/transforms/canShow';
import { entryOf } from '../../values/readValue';
import { percentOf, trafficSplit, type TrafficPart } from './transforms/trafficSplit';
import { movesCandidate, usesSplit } from './transforms/strategyFields';
import { macroWithWords, versionLabel } from '../../words/versionWords';

function VersionRow({ form, side, empty }: RowProps & { side: 'A' | 'B'; empty?: string }): React.ReactElement {
  const name = `versionName${side}`;
  const number = `versionNumber${side}`;
  const value = entryOf(form.values, name);
  const label = versionLabel(value, usesSplit(form.values) ? form.spec(name).meta.label : 'Version');
  return (
    <FieldRow form={form} name={name} label={label} below={<FieldLines form={form} name={number} />}>
      {canShow(form.spec(name), value) ? (
        <VersionControl form={form} name={name} numberName={number} empty={empty} />
      ) : (
        <FieldControl form={form} name={name} />
      )}
    </FieldRow>
  );
}

/** Blue/green and gradual move the candidate unless another version is selected. */
const CANDIDATE_BY_ITSELF = `not set: ${macroWithWords('$LATEST')}`;

export const VersionARow = ({ form }: RowProps): React.ReactElement => (
  <VersionRow form={form} side="A" {...(movesCandidate(form.values) ? { empty: CANDIDATE_BY_ITSELF } : {})} />
);
export const VersionBRow = ({ form }: RowProps): React.ReactElement => <VersionRow form={form} side="B" />;

/** The percentage for version A: number, slider and bar show the same value. B gets the rest. */
export function TrafficRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'trafficPercentA');
  const role = versionLabel(form.values['versionNameA'], '');
  const label = role === '' ? undefined : `${role} weight`;
  const split = trafficSplit(form.values);
  return (
    <React.Fragment>
      <FieldRow form={form} name="trafficPercentA" label={label}>
        {canShow(form.spec('trafficPercentA'), value) ? (
          <NumberControl form={form} name="trafficPercentA" unit="% of traffic" after={null} />
        ) : (
          <FieldControl form={form} name="trafficPercentA" />
        )}
      </FieldRow>
      <div className="lst-row">
        <div className="lst-label">
          <label htmlFor={`${form.idOf('trafficPercentA')}-slider`}>Traffic</label>
        </div>
        <div className="lst-cell">
          {split.known ? (
            <TrafficBar
              parts={split.parts}
              id={`${form.idOf('trafficPercentA')}-slider`}
              percent={percentOf(value) ?? 0}
              change={(percent) => form.set({ trafficPercentA: percent })}
            />
          ) : (
            <React.Fragment>
              <div className="lst-bar lst-hatched" role="img" aria-label={split.words} />
              <div className="lst-hint">{split.words}</div>
            </React.Fragment>
          )}
        </div>
      </div>
    </React.Fragment>
  );
}

interface TrafficBarProps {
  parts: readonly [TrafficPart, TrafficPart];
  id: string;
  percent: number;
  change(percent: number): void;
}

/** A bar with both percentages and a native slider on top of it. */
function TrafficBar({ parts, id, percent, change }: TrafficBarProps): React.ReactElement {
  const [first, second] = parts;
  return (
    <React.Fragment>
      <div className="lst-bar">
        <span className={`lst-share lst-share-${colourOf(first)}`} style={{ width: `${first.percent}%` }} />
        <span className={`lst-share lst-share-${colourOf(second)}`} style={{ width: `${second.percent}%` }} />
        <input
          id={id}
          type="range"
          min={0}
          max={100}
          step={1}
          value={percent}
          onChange={(event) => change(Number(event.target.value))}
          aria-valuetext={`${first.label} ${percentWords(first.percent)}, ${second.label} ${percentWords(second.percent)}`}
        />
      </div>
      <div className="lst-legend">
        {parts.map((part) => (
          <span key={part.side}>
            <span className={`lst-key lst-share-${colourOf(part)}`} aria-hidden="true" />
            {part.label} <strong>{percentWords(part.percent)}</strong>
          </span>
        ))}
      </div>
    </React.Fragment>
  );
}

/**
 * Candidate and baseline look the same everywhere. If neither version has such a role, the first one is drawn as the
 * candidate.
 */
const colourOf = (part: TrafficPart): string =>
  part.role !== 'other' ? part.role : part.side === 'A' ? 'first' : 'second';

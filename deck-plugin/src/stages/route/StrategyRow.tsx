import * as React from 'react';
import { STRATEGIES, type FieldMeta, type Strategy } from 'stage-contract';
import type { RowProps } from '../../form/stageForm';
import { FieldRow } from '../../fields/FieldRow';
import { KeptValue } from '../../fields/KeptValue';
import { WithExpression } from '../../fields/SwitchToExpression';
import { canShow } from '../../fields/transforms/canShow';
import { entryOf, textOf } from '../../values/readValue';
import { strategyChanges } from './transforms/strategyChanges';

/** The candidate's traffic over time: one small drawing per strategy. */
const COURSES: Readonly<Record<Strategy, string>> = {
  $SIMPLE: 'M1 19H12V3H35',
  $WEIGHTED: 'M1 19H10V13H35',
  $BLUEGREEN: 'M1 19H16V3H35',
  $GRADUAL: 'M1 19H8V15H15V11H22V7H29V3H35',
};

/** The strategies as cards. They are a native radio group, so arrow keys move between them. */
export function StrategyRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'deploymentStrategy');
  const chosen = textOf(value)?.trim();
  const dropped = React.useRef<Record<string, unknown>>({});
  const choose = (strategy: Strategy): void => {
    const changes = strategyChanges(strategy, form.values, dropped.current);
    for (const [name, value] of Object.entries(changes))
      if (value === undefined) dropped.current[name] = form.values[name];
    form.set(changes);
    form.touch('deploymentStrategy');
  };
  const id = form.idOf('deploymentStrategy');
  return (
    <FieldRow form={form} name="deploymentStrategy" group>
      {!canShow(form.spec('deploymentStrategy'), value) ? (
        <KeptValue form={form} name="deploymentStrategy" />
      ) : (
        <WithExpression form={form} name="deploymentStrategy" plain="list">
          <div
            className="lst-cards"
            role="radiogroup"
            id={id}
            aria-labelledby={`${id}-label`}
            aria-describedby={`${id}-lines`}
          >
            {STRATEGIES.map((strategy) => (
              <Card
                key={strategy}
                group={id}
                strategy={strategy}
                meta={form.spec('deploymentStrategy').meta}
                on={chosen === strategy}
                choose={() => choose(strategy)}
              />
            ))}
          </div>
        </WithExpression>
      )}
    </FieldRow>
  );
}

function Card({
  group,
  strategy,
  meta: { choices, choiceHelp },
  on,
  choose,
}: {
  group: string;
  strategy: Strategy;
  meta: FieldMeta;
  on: boolean;
  choose(): void;
}): React.ReactElement {
  const title = choices?.[strategy] ?? strategy;
  const words = `${group}-${strategy.slice(1)}`;
  return (
    <label className={`lst-card${on ? ' lst-card-on' : ''}`}>
      <span className="lst-card-head">
        <input
          type="radio"
          name={`${group}-cards`}
          data-name="deploymentStrategy"
          value={strategy}
          checked={on}
          onChange={choose}
          aria-describedby={words}
          aria-label={title}
        />
        <span className="lst-card-title">{title}</span>
        <Course strategy={strategy} />
      </span>
      <span id={words} className="lst-card-words">
        {choiceHelp?.[strategy]}
      </span>
    </label>
  );
}

function Course({ strategy }: { strategy: Strategy }): React.ReactElement {
  const line = COURSES[strategy];
  return (
    <svg className="lst-course" viewBox="0 0 36 22" width="36" height="22" aria-hidden="true" focusable="false">
      <path d={`${line}V21H1Z`} className="lst-course-area" />
      <path d={line} className="lst-course-line" />
      {strategy === '$BLUEGREEN' && <path d="M10 6 15 11 10 16 5 11Z" className="lst-course-check" />}
    </svg>
  );
}

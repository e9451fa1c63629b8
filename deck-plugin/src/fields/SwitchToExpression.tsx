import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { entryOf, isExpression } from '../values/readValue';
import { EXPRESSION_EXAMPLE } from './transforms/placeholders';

/** Whether a field currently takes an expression, and how to change that. */
export interface ExpressionMode {
  on: boolean;
  turn(on: boolean): void;
}

/** Remembers the other value, so that switching back and forth loses nothing. */
export function useExpressionMode(form: StageForm, name: string): ExpressionMode {
  const value = entryOf(form.values, name);
  const [wanted, setWanted] = React.useState(false);
  const plainBefore = React.useRef<unknown>(undefined);
  const expressionBefore = React.useRef<unknown>(undefined);
  const on = wanted || isExpression(value);
  return {
    on,
    turn: (next) => {
      setWanted(next);
      if (next === on) return;
      (next ? plainBefore : expressionBefore).current = value;
      const restored = (next ? expressionBefore : plainBefore).current;
      if (next ? restored !== undefined : isExpression(value)) form.set({ [name]: restored });
    },
  };
}

interface SwitchProps {
  form: StageForm;
  name: string;
  mode: ExpressionMode;
  plain: string;
}

/** Switches between a plain value and an expression, for controls in which an expression can't simply be typed. */
export function SwitchToExpression({ form, name, mode, plain }: SwitchProps): React.ReactElement {
  const id = `${form.idOf(name)}-way`;
  const label = form.spec(name).meta.label;
  return (
    <span
      className={`lst-switch${mode.on ? ' lst-switch-on' : ''}`}
      role="radiogroup"
      aria-label={`How ${label} is entered`}
    >
      {(
        [
          [false, plain, 'a plain value'],
          [true, '${ }', 'an expression'],
        ] as const
      ).map(([on, mark, words]) => (
        <label key={mark} title={`Enter ${label} as ${words}`}>
          <input type="radio" name={id} checked={mode.on === on} onChange={() => mode.turn(on)} aria-label={words} />
          <span aria-hidden="true">{mark}</span>
        </label>
      ))}
    </span>
  );
}

interface WithExpressionProps {
  form: StageForm;
  name: string;
  plain: string;
  children: React.ReactNode;
}

/** A control that can't hold text, with a switch that lets you enter an expression instead. */
export function WithExpression({ form, name, plain, children }: WithExpressionProps): React.ReactElement {
  const mode = useExpressionMode(form, name);
  const value = entryOf(form.values, name);
  return (
    <div className="lst-line">
      <div className="lst-grow">
        {!mode.on ? (
          children
        ) : (
          <input
            type="text"
            name={name}
            className="form-control input-sm lst-input lst-mono"
            autoComplete="off"
            spellCheck={false}
            placeholder={EXPRESSION_EXAMPLE}
            aria-label={`${form.spec(name).meta.label} as an expression`}
            aria-describedby={`${form.idOf(name)}-lines`}
            value={isExpression(value) || typeof value === 'string' ? value : ''}
            onChange={(event) => form.set({ [name]: event.target.value === '' ? undefined : event.target.value })}
            onBlur={() => form.touch(name)}
          />
        )}
      </div>
      <SwitchToExpression form={form} name={name} mode={mode} plain={plain} />
    </div>
  );
}

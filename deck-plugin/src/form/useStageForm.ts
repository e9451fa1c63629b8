import * as React from 'react';
import { afterPress } from '../look/afterPress';
import { fieldSpecsOf } from '../fields/transforms/fieldSpec';
import { namedTargets } from './target/targets';
import { problemsOf } from '../problems/problemsOf';
import { entryOf, isGiven, isMap, savedPart, type Values } from '../values/readValue';
import type { FormLayout, StageForm } from './stageForm';
import { useAccounts } from './target/useAccounts';

/** What Deck passes to a stage's form. */
export interface StageConfigProps {
  stage: unknown;
  pipeline?: unknown;
  updateStageField(changes: Record<string, unknown>): void;
}

let forms = 0;

/**
 * The state of a form. Deck owns the stage itself: one Deck changes it in place, a newer one passes a changed copy. So
 * the stage is reread on every render, and every change triggers a render.
 */
export function useStageForm(layout: FormLayout, { stage, pipeline, updateStageField }: StageConfigProps): StageForm {
  const [, render] = React.useReducer((count: number) => count + 1, 0);
  const prefix = React.useRef('');
  if (prefix.current === '') prefix.current = `lambda-stages-${++forms}-`;
  const values: Values = isMap(stage) ? savedPart(stage) : {};
  const specs = React.useMemo(() => new Map(fieldSpecsOf(layout.type).map((spec) => [spec.name, spec])), [layout.type]);
  const [touched, setTouched] = React.useState<ReadonlySet<string>>(
    () => new Set([...specs.keys()].filter((name) => isGiven(entryOf(values, name)))),
  );
  const mounted = React.useRef(true);
  React.useEffect(
    () => () => {
      mounted.current = false;
    },
    [],
  );
  const accounts = useAccounts();
  return {
    type: layout.type,
    values,
    set: (changes) => {
      updateStageField(changes);
      render();
    },
    spec: (name) => specs.get(name) ?? { name, meta: { label: name }, kind: { kind: 'any' } },
    problems: problemsOf(layout.type, values, layout.ownProblems),
    isTouched: (name) => touched.has(name),
    touch: (name) =>
      afterPress(() => {
        if (mounted.current) setTouched((before) => (before.has(name) ? before : new Set([...before, name])));
      }),
    accounts,
    targets: namedTargets(pipeline, values),
    idOf: (name) => `${prefix.current}${name.replace(/\W/g, '-')}`,
  };
}

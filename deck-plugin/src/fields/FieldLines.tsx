import * as React from 'react';
import type { Problem } from 'stage-contract';
import type { StageForm } from '../form/stageForm';
import { Icon } from '../look/Icon';
import { expressionHint } from './transforms/expressionHint';
import { nestedRemedy, withNameChanged } from '../problems/nestedNames';
import { fieldOfProblem } from '../problems/problemsOf';
import { problemLine } from '../problems/problemWords';
import { entryOf, isExpression } from '../values/readValue';

/** Marks a value that Orca evaluates before the stage runs. */
export function ExpressionChip({
  words = 'expression, evaluated at run time',
}: {
  words?: string;
}): React.ReactElement {
  return (
    <span className="lst-chip-expression">
      <span className="lst-fx" aria-hidden="true">
        fx
      </span>
      {words}
    </span>
  );
}

interface FieldLinesProps {
  form: StageForm;
  name: string;
  label?: string | undefined;
  chip?: boolean | undefined;
  /** The path of the part that the lines belong to, which they don't have to repeat; defaults to the field itself. */
  within?: string | undefined;
  /** Which of the field's problems to show here; all by default. */
  only?: ((problem: Problem) => boolean) | undefined;
}

/** What is shown below a control: that it is an expression, and what is wrong with it. */
export function FieldLines({ form, name, label, chip = true, within, only }: FieldLinesProps): React.ReactElement {
  const spec = form.spec(name);
  const value = entryOf(form.values, name);
  const shown = form.isTouched(name)
    ? form.problems.filter((problem) => fieldOfProblem(problem) === name && only?.(problem) !== false)
    : [];
  const hint = expressionHint(spec);
  return (
    <div id={only === undefined ? `${form.idOf(name)}-lines` : undefined} className="lst-lines">
      {chip && isExpression(value) && (
        <div className="lst-hint">
          <ExpressionChip />
          {hint !== undefined && ` ${hint}`}
        </div>
      )}
      {shown.map((problem) => (
        <div className="lst-error" role="alert" key={`${problem.field} ${problem.code}`}>
          <Icon name="error" /> {problemLine(form.type, problem, label ?? spec.meta.label, within)}
          <NestedRemedies form={form} name={name} problem={problem} />
        </div>
      ))}
    </div>
  );
}

/** Buttons for an unknown name inside the value: rename it to the likely name, or remove it. */
function NestedRemedies({
  form,
  name,
  problem,
}: {
  form: StageForm;
  name: string;
  problem: Problem;
}): React.ReactElement | null {
  const remedy = nestedRemedy(problem);
  if (remedy === undefined) return null;
  const change = (renameTo: string | undefined): void =>
    form.set({ [name]: withNameChanged(entryOf(form.values, name), remedy.path, renameTo) });
  const what = remedy.path[remedy.path.length - 1];
  return (
    <React.Fragment>
      {remedy.renameTo !== undefined && (
        <button
          type="button"
          className="lst-link"
          aria-label={`Rename ${what} to ${remedy.renameTo}`}
          onClick={() => change(remedy.renameTo)}
        >
          Rename
        </button>
      )}
      <button type="button" className="lst-link" aria-label={`Remove ${what}`} onClick={() => change(undefined)}>
        Remove
      </button>
    </React.Fragment>
  );
}

import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { Icon } from '../look/Icon';
import { expressionHint } from '../transforms/expressionHint';
import { fieldOfProblem, problemLine } from '../transforms/problemWords';
import { entryOf, isExpression } from '../transforms/readValue';

/** The mark of a value that Orca evaluates before the stage runs. */
export function ExpressionChip({ words = 'expression, checked at run time' }: { words?: string }): React.ReactElement {
  return <span className="lst-chip-expression"><span className="lst-fx" aria-hidden="true">fx</span>{words}</span>;
}

/** What stands below a control: that it is an expression, and what is wrong with it. */
export function FieldLines({ form, name, label, chip = true }: { form: StageForm; name: string; label?: string | undefined; chip?: boolean | undefined }): React.ReactElement {
  const spec = form.spec(name);
  const value = entryOf(form.values, name);
  const shown = form.isTouched(name) ? form.problems.filter((problem) => fieldOfProblem(problem) === name) : [];
  const hint = expressionHint(spec);
  return (
    <div id={`${form.idOf(name)}-lines`} className="lst-lines">
      {chip && isExpression(value) && (
        <div className="lst-hint"><ExpressionChip />{hint !== undefined && ` ${hint}`}</div>
      )}
      {shown.map((problem) => (
        <div className="lst-error" role="alert" key={`${problem.field} ${problem.message}`}>
          <Icon name="error" /> {problemLine(problem, label ?? spec.meta.label)}
        </div>
      ))}
    </div>
  );
}

import * as React from 'react';
import { durationWords } from 'stage-contract';
import { DurationControl } from '../../fields/DurationControl';
import { FieldControl } from '../../fields/FieldControl';
import { describedBy } from '../../fields/FieldLabel';
import { FieldRow } from '../../fields/FieldRow';
import { SwitchToExpression, useExpressionMode } from '../../fields/SwitchToExpression';
import type { RowProps } from '../../form/stageForm';
import { canShow } from '../../fields/transforms/canShow';
import { entryOf, isExpression, isGiven, textOf } from '../../values/readValue';

const NAME = 'revertUnlessPromotedWithinSeconds';

/** How long a split waits for its promotion: stored in seconds, entered and shown in larger units. */
export function RevertTimerRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, NAME);
  const mode = useExpressionMode(form, NAME);
  const { meta } = form.spec(NAME);
  const words = isGiven(value) ? timerWords(value) : meta.whenAbsent;
  if (!canShow(form.spec(NAME), value))
    return (
      <FieldRow form={form} name={NAME}>
        <FieldControl form={form} name={NAME} />
      </FieldRow>
    );
  return (
    <FieldRow form={form} name={NAME}>
      <div className="lst-line">
        <DurationControl
          id={form.idOf(NAME)}
          name={NAME}
          unitLabel={`Unit of ${meta.label}`}
          describedBy={describedBy(form, NAME)}
          value={value}
          expression={mode.on}
          change={(seconds) => form.set({ [NAME]: seconds })}
          onBlur={() => form.touch(NAME)}
        />
        {!mode.on && words !== undefined && <span className="lst-absent">· {words}</span>}
        <span className="lst-push">
          <SwitchToExpression form={form} name={NAME} mode={mode} plain="123" />
        </span>
      </div>
    </FieldRow>
  );
}

/** "24 h after this stage"; undefined if the value is no duration. */
function timerWords(value: unknown): string | undefined {
  const seconds = isExpression(value) ? NaN : Number(textOf(value));
  return Number.isFinite(seconds) && seconds > 0 ? `${durationWords(seconds)} after this stage` : undefined;
}

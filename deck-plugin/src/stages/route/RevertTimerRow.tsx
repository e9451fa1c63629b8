import * as React from 'react';
import { durationWords } from 'stage-contract';
import { FieldControl } from '../../fields/FieldControl';
import { FieldRow } from '../../fields/FieldRow';
import { NumberControl } from '../../fields/NumberControl';
import type { RowProps } from '../../form/stageForm';
import { canShow } from '../../fields/transforms/canShow';
import { entryOf, isExpression, isGiven, textOf } from '../../values/readValue';

const NAME = 'revertUnlessPromotedWithinSeconds';

/** How long a split waits for its promotion: stored in seconds, shown in larger units. */
export function RevertTimerRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, NAME);
  const seconds = isExpression(value) ? NaN : Number(textOf(value));
  const words =
    isGiven(value) && Number.isFinite(seconds) && seconds > 0 ? (
      <span className="lst-absent">· {durationWords(seconds)} after this stage</span>
    ) : undefined;
  return (
    <FieldRow form={form} name={NAME}>
      {canShow(form.spec(NAME), value) ? (
        <NumberControl form={form} name={NAME} after={words} />
      ) : (
        <FieldControl form={form} name={NAME} />
      )}
    </FieldRow>
  );
}

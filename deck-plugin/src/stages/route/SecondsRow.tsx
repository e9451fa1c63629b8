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

interface SecondsRowProps extends RowProps {
  name: string;
  /** What a duration means, such as "24 h after this stage". */
  meaning(duration: string): string;
}

/** A field in seconds that is entered and shown in larger units. */
export function SecondsRow({ form, name, meaning }: SecondsRowProps): React.ReactElement {
  const value = entryOf(form.values, name);
  const mode = useExpressionMode(form, name);
  const { meta } = form.spec(name);
  const seconds = isExpression(value) ? NaN : Number(textOf(value));
  const said = Number.isFinite(seconds) && seconds > 0 ? meaning(durationWords(seconds)) : undefined;
  const words = isGiven(value) ? said : meta.whenAbsent;
  if (!canShow(form.spec(name), value))
    return (
      <FieldRow form={form} name={name}>
        <FieldControl form={form} name={name} />
      </FieldRow>
    );
  return (
    <FieldRow form={form} name={name}>
      <div className="lst-line">
        <DurationControl
          id={form.idOf(name)}
          name={name}
          unitLabel={`Unit of ${meta.label}`}
          describedBy={describedBy(form, name)}
          value={value}
          expression={mode.on}
          change={(next) => form.set({ [name]: next })}
          onBlur={() => form.touch(name)}
        />
        {!mode.on && words !== undefined && <span className="lst-absent">· {words}</span>}
        <span className="lst-push">
          <SwitchToExpression form={form} name={name} mode={mode} plain="123" />
        </span>
      </div>
    </FieldRow>
  );
}

import * as React from 'react';
import { FieldControl } from '../../fields/FieldControl';
import { describedBy } from '../../fields/FieldLabel';
import { FieldRow } from '../../fields/FieldRow';
import { Segments } from '../../fields/Segments';
import { WithExpression } from '../../fields/SwitchToExpression';
import { canShow } from '../../fields/transforms/canShow';
import { entryOf, isExpression, textOf, typedNumber } from '../../values/readValue';
import type { FormRow, RowProps, StageForm } from '../stageForm';
import { reservedValue, reservedWay } from './reservedWay';

const NAME = 'reservedConcurrentExecutions';
const WAYS = [
  { value: undefined, label: 'Leave unchanged' },
  { value: 'noLimit', label: 'No limit' },
  { value: 'stopped', label: 'Stop all calls' },
  { value: 'limited', label: 'Limit to' },
];

/** The four things that can happen to reserved concurrency: nobody should have to know what 0 and -1 mean. */
function ReservedConcurrencyControl({ form }: { form: StageForm }): React.ReactElement {
  const value = entryOf(form.values, NAME);
  const [wanted, setWanted] = React.useState(false);
  const way = wanted ? 'limited' : reservedWay(value);
  return (
    <WithExpression form={form} name={NAME} plain="list">
      <Segments
        id={`${form.idOf(NAME)}-way`}
        name={NAME}
        label={`What happens to ${form.spec(NAME).meta.label}`}
        chosen={way}
        options={WAYS}
        choose={(next) => {
          setWanted(next === 'limited');
          form.set({ [NAME]: reservedValue(next) });
          form.touch(NAME);
        }}
      />
      {way === 'limited' && !isExpression(value) && (
        <input
          id={form.idOf(NAME)}
          name={NAME}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          className="form-control input-sm lst-input lst-number lst-below"
          value={textOf(value) ?? ''}
          aria-describedby={describedBy(form, NAME)}
          aria-labelledby={`${form.idOf(NAME)}-label`}
          onChange={(event) => {
            setWanted(true);
            form.set({ [NAME]: typedNumber(event.target.value) });
          }}
          onBlur={() => form.touch(NAME)}
        />
      )}
    </WithExpression>
  );
}

function ReservedConcurrencyRow({ form }: RowProps): React.ReactElement {
  const isShown = canShow(form.spec(NAME), entryOf(form.values, NAME));
  return (
    <FieldRow form={form} name={NAME} group>
      {isShown ? <ReservedConcurrencyControl form={form} /> : <FieldControl form={form} name={NAME} />}
    </FieldRow>
  );
}

/** Reserved concurrency in every form that has it. */
export const reservedConcurrencyRow: FormRow = { fields: [NAME], Row: ReservedConcurrencyRow };

import * as React from 'react';
import { evidencePolicySchema, partMetaOf, TOO_FEW_POLICIES } from 'stage-contract';
import { DurationControl } from '../../../fields/DurationControl';
import { FieldLines } from '../../../fields/FieldLines';
import { Segments } from '../../../fields/Segments';
import type { RowProps } from '../../../form/stageForm';
import { entryOf, isGiven, isMap, shortJson, textOf } from '../../../values/readValue';
import { withEntry } from '../../../values/withEntry';
import { ListedField } from './ListedField';

const NAME = 'evidence';
const EXTENSION = partMetaOf(evidencePolicySchema, 'extendSeconds');
const POLICY = partMetaOf(evidencePolicySchema, 'onTooFew');

/** What happens while a guard has too few calls: how much longer a hold lasts, and what then. */
export function TooFewRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, NAME);
  const set = (name: string, next: unknown): void => form.set({ [NAME]: withEntry(value, name, next) });
  const policy = entryOf(value, 'onTooFew');
  const shown = isGiven(policy) ? (textOf(policy)?.trim() ?? shortJson(policy)) : undefined;
  const isOdd = shown !== undefined && !TOO_FEW_POLICIES.some((known) => known === shown);
  const extension = entryOf(value, 'extendSeconds');
  return (
    <ListedField
      form={form}
      name={NAME}
      fits={isMap}
      below={
        isMap(value) && (
          <FieldLines
            form={form}
            name={NAME}
            within={NAME}
            only={({ field }) => field.startsWith(`${NAME}.`)}
            chip={false}
          />
        )
      }
    >
      <div
        id={form.idOf(NAME)}
        role="group"
        aria-labelledby={`${form.idOf(NAME)}-label`}
        onBlur={() => form.touch(NAME)}
      >
        <div className="lst-guard-sentence">
          <span>Hold up to</span>
          <DurationControl
            label={EXTENSION.label}
            unitLabel={`Unit of ${EXTENSION.label}`}
            value={extension}
            change={(seconds) => set('extendSeconds', seconds)}
          />
          <span>longer, then</span>
          {!isGiven(extension) && <span className="lst-absent">· if empty, {EXTENSION.whenAbsent}</span>}
        </div>
        <div className="lst-policy">
          <Segments
            id={`${form.idOf(NAME)}-policy`}
            name={NAME}
            label={POLICY.label}
            chosen={shown}
            options={[
              { value: undefined, label: 'Proceed or hold' },
              ...TOO_FEW_POLICIES.map((known) => ({ value: known, label: POLICY.choices?.[known] ?? known })),
              ...(isOdd ? [{ value: shown, label: shown }] : []),
            ]}
            choose={(chosen) => {
              set('onTooFew', isOdd && chosen === shown ? policy : chosen);
              form.touch(NAME);
            }}
          />
        </div>
        {shown === undefined && (
          <div className="lst-hint">Proceeds with a warning, but holds if the calls so far lean towards worse.</div>
        )}
      </div>
    </ListedField>
  );
}

import * as React from 'react';
import { FieldRow } from '../../fields/FieldRow';
import { isGiven } from '../../values/readValue';
import type { RowProps } from '../stageForm';
import { SuggestedField } from './SuggestedField';
import { aliasSuggestions } from './targets';

/** An alias, with suggestions from other stages. */
export function AliasRow({ form }: RowProps): React.ReactElement {
  const absent = form.spec('aliasName').meta.whenAbsent;
  return (
    <FieldRow
      form={form}
      name="aliasName"
      below={
        !isGiven(form.values['aliasName']) &&
        !isGiven(form.values['version']) &&
        absent !== undefined && <div className="lst-hint">If empty: {absent}.</div>
      }
    >
      <SuggestedField form={form} name="aliasName" suggestions={aliasSuggestions(form.targets, form.values)} />
    </FieldRow>
  );
}

import * as React from 'react';
import { MOST_GUARDS, say, tooShortHolds } from 'stage-contract';
import { entriesOf } from '../../../form/entries/entriesOf';
import { EntryTable } from '../../../form/entries/EntryTable';
import type { RowProps } from '../../../form/stageForm';
import { Icon } from '../../../look/Icon';
import { entryOf } from '../../../values/readValue';
import { rolloutOf } from '../transforms/gradualRows';
import { GuardRow } from './GuardRow';
import { ListedField } from './ListedField';
import { newGuard, readGuards } from './transforms/guardEntries';
import { isJsonText } from './transforms/jsonText';

const NAME = 'guards';

/** Guards, each a sentence with inputs. */
export function GuardsRow({ form }: RowProps): React.ReactElement {
  const guards = entriesOf(entryOf(form.values, NAME));
  return (
    <ListedField
      form={form}
      name={NAME}
      fits={(value) => !isJsonText(value)}
      below={
        guards.length > 0 && (
          <React.Fragment>
            <div className="lst-hint">
              Both versions are compared by their calls in the same minutes of a hold. An empty field means the figure
              in it.
            </div>
            <TooShort form={form} guards={guards} />
          </React.Fragment>
        )
      }
    >
      <Guards form={form} guards={guards} />
    </ListedField>
  );
}

/** Before the rollout runs, the form says the same as its plan. */
function TooShort({ form, guards }: RowProps & { guards: readonly unknown[] }): React.ReactElement | null {
  const rollout = rolloutOf(form.values);
  const short = rollout.known ? tooShortHolds({ ...rollout.fields, guards: readGuards(guards) }) : undefined;
  return short === undefined ? null : (
    <div className="lst-hint lst-caution" role="status">
      <Icon name="warning" /> {say('holdsTooShort', short).words}
    </div>
  );
}

const Guards = ({ form, guards }: RowProps & { guards: readonly unknown[] }): React.ReactElement => (
  <EntryTable
    form={form}
    name={NAME}
    entries={guards}
    noun="guard"
    most={MOST_GUARDS}
    create={() => newGuard(guards)}
    row={(guard, index, actions) => <GuardRow form={form} guard={guard} index={index} {...actions} />}
  />
);

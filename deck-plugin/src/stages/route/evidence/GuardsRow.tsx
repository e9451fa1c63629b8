import * as React from 'react';
import { MOST_GUARDS, say, tooShortHolds } from 'stage-contract';
import { sourcesOf } from '../../../form/eventSources/eventSourceEntries';
import type { RowProps } from '../../../form/stageForm';
import { Icon } from '../../../look/Icon';
import { entryOf } from '../../../values/readValue';
import { rolloutOf } from '../transforms/gradualRows';
import { GuardRow } from './GuardRow';
import { ListedField } from './ListedField';
import { newGuard, readGuards } from './transforms/guardEntries';
import { isJsonText } from './transforms/jsonText';
import { useAddedFocus } from './useAddedFocus';

const NAME = 'guards';

/** Guards, each a sentence with inputs. */
export function GuardsRow({ form }: RowProps): React.ReactElement {
  const guards = sourcesOf(entryOf(form.values, NAME));
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

function Guards({ form, guards }: RowProps & { guards: readonly unknown[] }): React.ReactElement {
  const table = React.useRef<HTMLDivElement>(null);
  const addButton = React.useRef<HTMLButtonElement>(null);
  const focusOnAdded = useAddedFocus(table);
  const write = (next: readonly unknown[]): void => form.set({ [NAME]: next.length === 0 ? undefined : next });
  return (
    <div
      ref={table}
      className="lst-table"
      role="group"
      aria-labelledby={`${form.idOf(NAME)}-label`}
      onBlur={() => form.touch(NAME)}
    >
      {guards.map((guard, index) => (
        <GuardRow
          key={index}
          form={form}
          guard={guard}
          index={index}
          change={(changed) => write(guards.map((other, at) => (at === index ? changed : other)))}
          remove={() => {
            write(guards.filter((_, at) => at !== index));
            addButton.current?.focus();
          }}
        />
      ))}
      <button
        ref={addButton}
        id={form.idOf(NAME)}
        type="button"
        className="lst-link lst-add"
        disabled={guards.length >= MOST_GUARDS}
        onClick={() => {
          focusOnAdded();
          write([...guards, newGuard(guards)]);
        }}
      >
        <Icon name="add" /> {guards.length >= MOST_GUARDS ? `At most ${MOST_GUARDS} guards` : 'Add guard'}
      </button>
    </div>
  );
}

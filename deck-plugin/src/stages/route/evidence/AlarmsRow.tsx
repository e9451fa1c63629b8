import * as React from 'react';
import { MOST_ALARMS } from 'stage-contract';
import { Combobox } from '../../../fields/Combobox';
import { FieldLines } from '../../../fields/FieldLines';
import { exampleWords } from '../../../fields/transforms/placeholders';
import { sourcesOf } from '../../../form/eventSources/eventSourceEntries';
import type { RowProps, StageForm } from '../../../form/stageForm';
import { alarmSuggestions } from '../../../form/target/targets';
import { Icon } from '../../../look/Icon';
import { entryOf } from '../../../values/readValue';
import { ListedField } from './ListedField';
import { ShadowControl } from './ShadowControl';
import { alarmEntry, withName, withShadow } from './transforms/alarmEntries';
import { isJsonText } from './transforms/jsonText';
import { useAddedFocus } from './useAddedFocus';

const NAME = 'alarms';

/** Alarms, each a row with its name and whether it is only shown. */
export function AlarmsRow({ form }: RowProps): React.ReactElement {
  const alarms = sourcesOf(entryOf(form.values, NAME));
  return (
    <ListedField
      form={form}
      name={NAME}
      fits={(value) => !isJsonText(value)}
      below={
        alarms.length > 0 && (
          <div className="lst-hint">
            An alarm on the whole function cannot tell its versions apart: in ALARM, it acts all the same. In shadow, an
            alarm is shown and does not act.
          </div>
        )
      }
    >
      <Alarms form={form} alarms={alarms} />
    </ListedField>
  );
}

function Alarms({ form, alarms }: RowProps & { alarms: readonly unknown[] }): React.ReactElement {
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
      {alarms.map((alarm, index) => (
        <AlarmRow
          key={index}
          form={form}
          alarms={alarms}
          alarm={alarm}
          index={index}
          change={(changed) => write(alarms.map((other, at) => (at === index ? changed : other)))}
          remove={() => {
            write(alarms.filter((_, at) => at !== index));
            addButton.current?.focus();
          }}
        />
      ))}
      <button
        ref={addButton}
        id={form.idOf(NAME)}
        type="button"
        className="lst-link lst-add"
        disabled={alarms.length >= MOST_ALARMS}
        onClick={() => {
          focusOnAdded();
          write([...alarms, '']);
        }}
      >
        <Icon name="add" /> {alarms.length >= MOST_ALARMS ? `At most ${MOST_ALARMS} alarms` : 'Add alarm'}
      </button>
    </div>
  );
}

interface AlarmRowProps {
  form: StageForm;
  alarms: readonly unknown[];
  alarm: unknown;
  index: number;
  change(alarm: unknown): void;
  remove(): void;
}

function AlarmRow({ form, alarms, alarm, index, change, remove }: AlarmRowProps): React.ReactElement {
  const number = index + 1;
  const place = `${NAME}.${index}`;
  const entry = alarmEntry(alarm);
  const used = alarms.flatMap((other, at) => {
    const read = alarmEntry(other);
    return at !== index && read.kind === 'alarm' ? [read.name] : [];
  });
  return (
    <div data-entry={index} role="group" aria-label={`Alarm ${number}`}>
      <div className="lst-alarm">
        {entry.kind === 'odd' ? (
          <code className="lst-kept lst-alarm-odd">{entry.words}</code>
        ) : (
          <React.Fragment>
            <Combobox
              id={`${form.idOf(place)}-name`}
              name={NAME}
              label={`Name of alarm ${number}`}
              value={entry.name}
              suggestions={alarmSuggestions(form.targets, form.values).filter((name) => !used.includes(name))}
              placeholder={exampleWords('checkout-errors')}
              change={(name) => change(withName(alarm, name))}
              leave={() => undefined}
            />
            <ShadowControl
              label={`Alarm ${number} in shadow`}
              shadow={entry.shadow}
              words={entry.shadowWords}
              change={(shadow) => change(withShadow(alarm, shadow))}
            />
          </React.Fragment>
        )}
        <button type="button" className="lst-icon-button" aria-label={`Remove alarm ${number}`} onClick={remove}>
          <Icon name="remove" />
        </button>
      </div>
      <FieldLines
        form={form}
        name={NAME}
        label={`Alarm ${number}`}
        within={place}
        only={({ field }) => field === place || field.startsWith(`${place}.`)}
        chip={false}
      />
    </div>
  );
}

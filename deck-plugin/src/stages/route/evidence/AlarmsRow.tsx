import * as React from 'react';
import { MOST_ALARMS } from 'stage-contract';
import { Combobox } from '../../../fields/Combobox';
import { exampleWords } from '../../../fields/transforms/placeholders';
import { entriesOf } from '../../../form/entries/entriesOf';
import { EntryTable, type EntryActions } from '../../../form/entries/EntryTable';
import type { RowProps, StageForm } from '../../../form/stageForm';
import { alarmSuggestions } from '../../../form/target/targets';
import { entryOf } from '../../../values/readValue';
import { ListedField } from './ListedField';
import { ShadowControl } from './ShadowControl';
import { alarmEntry, withName, withShadow } from './transforms/alarmEntries';
import { isJsonText } from './transforms/jsonText';
import { WatchRow } from './WatchRow';

const NAME = 'alarms';

/** Alarms, each a row with its name and whether it is only shown. */
export function AlarmsRow({ form }: RowProps): React.ReactElement {
  const alarms = entriesOf(entryOf(form.values, NAME));
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

const Alarms = ({ form, alarms }: RowProps & { alarms: readonly unknown[] }): React.ReactElement => (
  <EntryTable
    form={form}
    name={NAME}
    entries={alarms}
    noun="alarm"
    most={MOST_ALARMS}
    create={() => ''}
    row={(alarm, index, actions) => <AlarmRow form={form} alarms={alarms} alarm={alarm} index={index} {...actions} />}
  />
);

interface AlarmRowProps extends EntryActions {
  form: StageForm;
  alarms: readonly unknown[];
  alarm: unknown;
  index: number;
}

function AlarmRow({ form, alarms, alarm, index, change, remove }: AlarmRowProps): React.ReactElement {
  const number = index + 1;
  const entry = alarmEntry(alarm);
  const used = alarms.flatMap((other, at) => {
    const read = alarmEntry(other);
    return at !== index && read.kind === 'alarm' ? [read.name] : [];
  });
  return (
    <WatchRow
      form={form}
      name={NAME}
      index={index}
      noun="Alarm"
      className="lst-alarm"
      odd={entry.kind === 'odd' ? entry.words : undefined}
      remove={remove}
    >
      {entry.kind === 'alarm' && (
        <React.Fragment>
          <Combobox
            id={`${form.idOf(`${NAME}.${index}`)}-name`}
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
    </WatchRow>
  );
}

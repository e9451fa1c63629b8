import * as React from 'react';
import type { Problem } from 'stage-contract';
import { FieldLines } from '../../fields/FieldLines';
import { FieldRow } from '../../fields/FieldRow';
import { KeptValue } from '../../fields/KeptValue';
import { WithExpression } from '../../fields/SwitchToExpression';
import { canShow } from '../../fields/transforms/canShow';
import { exampleWords } from '../../fields/transforms/placeholders';
import { Icon } from '../../look/Icon';
import { entryOf, isMap, shortJson, textOf } from '../../values/readValue';
import { withEntry } from '../../values/withEntry';
import { entriesOf } from '../entries/entriesOf';
import { EntryTable, type EntryActions } from '../entries/EntryTable';
import { isWithin } from '../entries/isWithin';
import { ExpectEntry } from '../expectation/ExpectEntry';
import type { RowProps, StageForm } from '../stageForm';
import { eventSourceEntries, settingsWords } from './eventSourceEntries';

const NAME = 'eventSources';

/** Event sources, each a row with its ARN; its settings open below it. */
export function EventSourcesRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, NAME);
  return (
    <FieldRow form={form} name={NAME} group lines={<OwnLines form={form} />}>
      {canShow(form.spec(NAME), value) ? (
        <WithExpression form={form} name={NAME} plain="list">
          <Sources form={form} />
        </WithExpression>
      ) : (
        <KeptValue form={form} name={NAME} />
      )}
    </FieldRow>
  );
}

/** Problems of the list itself; those of an entry are in its row. */
const OwnLines = ({ form }: RowProps): React.ReactElement => (
  <div id={`${form.idOf(NAME)}-lines`}>
    <FieldLines form={form} name={NAME} only={({ field }) => !field.startsWith(`${NAME}.`)} />
  </div>
);

function Sources({ form }: RowProps): React.ReactElement {
  const sources = entriesOf(entryOf(form.values, NAME));
  const [opened, setOpened] = React.useState<number>();
  return (
    <EntryTable
      form={form}
      name={NAME}
      entries={sources}
      noun="event source"
      create={() => {
        setOpened(sources.length);
        return {};
      }}
      row={(source, index, { change, remove }) => (
        <SourceRow
          form={form}
          source={source}
          index={index}
          isOpen={opened === index}
          toggle={() => setOpened(opened === index ? undefined : index)}
          change={change}
          remove={() => {
            setOpened(undefined);
            remove();
          }}
        />
      )}
    />
  );
}

interface SourceRowProps extends EntryActions {
  form: StageForm;
  source: unknown;
  index: number;
  isOpen: boolean;
  toggle(): void;
}

function SourceRow({ form, source, index, isOpen, toggle, change, remove }: SourceRowProps): React.ReactElement {
  const number = index + 1;
  const place = `${NAME}.${index}`;
  const entries = isOpen && isMap(source) ? eventSourceEntries(source) : [];
  const inEntries = (problem: Problem): boolean => entries.some(({ name }) => isWithin(`${place}.${name}`)(problem));
  const arn = entryOf(source, 'arn');
  return (
    <div data-source={index} role="group" aria-label={`Event source ${number}`}>
      <div className="lst-source">
        <span>{number}</span>
        {isMap(source) ? (
          <div className="lst-cell">
            <input
              type="text"
              className="form-control input-sm lst-input lst-mono"
              autoComplete="off"
              spellCheck={false}
              placeholder={exampleWords('arn:aws:sqs:us-east-1:123456789012:orders')}
              aria-label={`ARN of event source ${number}`}
              value={textOf(arn) ?? shortJson(arn)}
              onChange={(event) =>
                change(withEntry(source, 'arn', event.target.value === '' ? undefined : event.target.value) ?? {})
              }
            />
            <div className="lst-hint">
              {settingsWords(source)}{' '}
              <button
                type="button"
                className="lst-link"
                aria-expanded={isOpen}
                aria-label={`${isOpen ? 'Close' : 'Edit'} settings of event source ${number}`}
                onClick={toggle}
              >
                {isOpen ? 'Close' : 'Edit'}
              </button>
            </div>
          </div>
        ) : (
          <code className="lst-kept">{shortJson(source)}</code>
        )}
        <button type="button" className="lst-icon-button" aria-label={`Remove event source ${number}`} onClick={remove}>
          <Icon name="remove" />
        </button>
      </div>
      {entries.length > 0 && isMap(source) && (
        <div className="lst-step-check">
          {entries.map((entry) => (
            <ExpectEntry
              key={entry.name}
              id={`${form.idOf(place)}-${entry.name}`}
              entry={entry}
              value={entryOf(source, entry.name)}
              change={(next) => change(withEntry(source, entry.name, next) ?? {})}
              lines={
                <FieldLines
                  form={form}
                  name={NAME}
                  within={place}
                  only={isWithin(`${place}.${entry.name}`)}
                  chip={false}
                />
              }
            />
          ))}
        </div>
      )}
      <FieldLines
        form={form}
        name={NAME}
        label={`Event source ${number}`}
        within={place}
        only={(problem) => isWithin(place)(problem) && !inEntries(problem)}
        chip={false}
      />
    </div>
  );
}

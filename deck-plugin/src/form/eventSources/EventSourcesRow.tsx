import * as React from 'react';
import type { Problem } from 'stage-contract';
import { FieldLines } from '../../fields/FieldLines';
import { FieldRow } from '../../fields/FieldRow';
import { KeptValue } from '../../fields/KeptValue';
import { WithExpression } from '../../fields/SwitchToExpression';
import { canShow } from '../../fields/transforms/canShow';
import { exampleWords } from '../../fields/transforms/placeholders';
import { Icon } from '../../look/Icon';
import { entryOf, isMap, shortJson, textOf, type Values } from '../../values/readValue';
import { withEntry } from '../../values/withEntry';
import { ExpectEntry } from '../expectation/ExpectEntry';
import type { RowProps, StageForm } from '../stageForm';
import { eventSourceEntries, settingsWords, sourcesOf } from './eventSourceEntries';

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

const isAt =
  (place: string) =>
  ({ field }: Problem): boolean =>
    field === place || field.startsWith(`${place}.`);

/** Problems of the list itself; those of an entry are in its row. */
const OwnLines = ({ form }: RowProps): React.ReactElement => (
  <div id={`${form.idOf(NAME)}-lines`}>
    <FieldLines form={form} name={NAME} only={({ field }) => !field.startsWith(`${NAME}.`)} />
  </div>
);

function Sources({ form }: RowProps): React.ReactElement {
  const sources = sourcesOf(entryOf(form.values, NAME));
  const [opened, setOpened] = React.useState<number>();
  const table = React.useRef<HTMLDivElement>(null);
  const addButton = React.useRef<HTMLButtonElement>(null);
  const added = React.useRef(false);
  React.useEffect(() => {
    if (!added.current) return;
    added.current = false;
    table.current?.querySelector<HTMLElement>('[data-source]:last-of-type input')?.focus();
  });
  const write = (next: readonly unknown[]): void => form.set({ [NAME]: next.length === 0 ? undefined : next });
  return (
    <div
      ref={table}
      className="lst-table"
      role="group"
      aria-labelledby={`${form.idOf(NAME)}-label`}
      onBlur={() => form.touch(NAME)}
    >
      {sources.map((source, index) => (
        <SourceRow
          key={index}
          form={form}
          source={source}
          index={index}
          isOpen={opened === index}
          toggle={() => setOpened(opened === index ? undefined : index)}
          change={(changed) => write(sources.map((other, at) => (at === index ? changed : other)))}
          remove={() => {
            setOpened(undefined);
            write(sources.filter((_, at) => at !== index));
            addButton.current?.focus();
          }}
        />
      ))}
      <button
        ref={addButton}
        id={form.idOf(NAME)}
        type="button"
        className="lst-link lst-add"
        onClick={() => {
          added.current = true;
          setOpened(sources.length);
          write([...sources, {}]);
        }}
      >
        <Icon name="add" /> Add event source
      </button>
    </div>
  );
}

interface SourceRowProps {
  form: StageForm;
  source: unknown;
  index: number;
  isOpen: boolean;
  toggle(): void;
  change(source: Values): void;
  remove(): void;
}

function SourceRow({ form, source, index, isOpen, toggle, change, remove }: SourceRowProps): React.ReactElement {
  const number = index + 1;
  const place = `${NAME}.${index}`;
  const entries = isOpen && isMap(source) ? eventSourceEntries(source) : [];
  const inEntries = (problem: Problem): boolean => entries.some(({ name }) => isAt(`${place}.${name}`)(problem));
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
                <FieldLines form={form} name={NAME} within={place} only={isAt(`${place}.${entry.name}`)} chip={false} />
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
        only={(problem) => isAt(place)(problem) && !inEntries(problem)}
        chip={false}
      />
    </div>
  );
}

import * as React from 'react';
import { FieldLines } from '../../../fields/FieldLines';
import { isWithin } from '../../../form/entries/isWithin';
import type { StageForm } from '../../../form/stageForm';
import { Icon } from '../../../look/Icon';

interface WatchRowProps {
  form: StageForm;
  /** The field that holds the list. */
  name: string;
  index: number;
  noun: 'Alarm' | 'Guard';
  className: string;
  /** The entry's value in words, if the controls can't show it. */
  odd: string | undefined;
  remove(): void;
  children: React.ReactNode;
}

/** The row of one alarm or guard: its controls, the button that removes it, and its problems. */
export function WatchRow(props: WatchRowProps): React.ReactElement {
  const { form, name, index, noun, className, odd, remove, children } = props;
  const title = `${noun} ${index + 1}`;
  const place = `${name}.${index}`;
  return (
    <div data-entry={index} role="group" aria-label={title}>
      <div className={className}>
        {odd === undefined ? children : <code className="lst-kept lst-alarm-odd">{odd}</code>}
        <button
          type="button"
          className="lst-icon-button"
          aria-label={`Remove ${noun.toLowerCase()} ${index + 1}`}
          onClick={remove}
        >
          <Icon name="remove" />
        </button>
      </div>
      <FieldLines form={form} name={name} label={title} within={place} only={isWithin(place)} chip={false} />
    </div>
  );
}

import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { afterPress } from '../look/afterPress';
import { Icon } from '../look/Icon';
import { entryOf, listOf } from '../values/readValue';
import { typedItems } from './transforms/typedItems';
import { describedBy } from './FieldLabel';
import { LeftAloneOrEmpty } from './LeftAloneOrEmpty';
import { WithExpression } from './SwitchToExpression';
import { placeholderOf } from './transforms/placeholders';

/** A list of texts as chips: add one with Enter or a comma, paste several at once, remove them one by one. */
export function ListControl({ form, name }: { form: StageForm; name: string }): React.ReactElement {
  return (
    <React.Fragment>
      <WithExpression form={form} name={name} plain="list">
        <Chips form={form} name={name} />
      </WithExpression>
      <LeftAloneOrEmpty form={form} name={name} empty={[]} />
    </React.Fragment>
  );
}

function Chips({ form, name }: { form: StageForm; name: string }): React.ReactElement {
  const [typed, setTyped] = React.useState('');
  const input = React.useRef<HTMLInputElement>(null);
  const { meta } = form.spec(name);
  const items = listOf(entryOf(form.values, name)) ?? [];
  const write = (values: readonly unknown[]): void => form.set({ [name]: values.length === 0 ? undefined : values });
  const add = (text: string): void => {
    const added = typedItems(text).filter((item) => !items.some(({ value }) => value === item));
    setTyped('');
    if (added.length > 0) write([...items.map(({ value }) => value), ...added]);
  };
  const remove = (index: number): void => {
    write(items.filter((_, other) => other !== index).map(({ value }) => value));
    input.current?.focus();
  };
  return (
    <div className="lst-chips form-control">
      {items.map((item, index) => (
        <span className="lst-chip" key={`${index} ${item.text}`}>
          <span className="lst-chip-text">{item.text}</span>
          <button type="button" aria-label={`Remove ${item.text}`} onClick={() => remove(index)}>
            <Icon name="remove" />
          </button>
        </span>
      ))}
      <input
        ref={input}
        id={form.idOf(name)}
        name={name}
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        placeholder={items.length === 0 ? placeholderOf(meta) : 'add another'}
        aria-describedby={describedBy(form, name)}
        onChange={(event) =>
          /[,\n]$/.test(event.target.value) &&
          typedItems(event.target.value).length > 0 &&
          !event.target.value.includes('${')
            ? add(event.target.value)
            : setTyped(event.target.value)
        }
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            add(typed);
          }
          if (event.key === 'Backspace' && typed === '' && items.length > 0) remove(items.length - 1);
        }}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text');
          if (/[\s,]/.test(text.trim()) && !text.includes('${')) {
            event.preventDefault();
            add(`${typed}${text}`);
          }
        }}
        onBlur={() =>
          afterPress(() => {
            if (typed.trim() !== '') add(typed);
            form.touch(name);
          })
        }
      />
    </div>
  );
}

import * as React from 'react';
import { Icon } from '../look/Icon';
import { matchingSuggestions } from './transforms/matchingSuggestions';

interface ComboboxProps {
  id: string;
  name: string;
  /** Names the input, if no label is bound to its ID. */
  label?: string | undefined;
  value: string;
  suggestions: readonly string[];
  placeholder?: string | undefined;
  describedBy?: string | undefined;
  mono?: boolean | undefined;
  change(value: string): void;
  leave(): void;
}

/** Free text with suggestions. Any text is allowed, so the list only helps. Keys follow the ARIA combobox pattern. */
export function Combobox({
  id,
  name,
  label,
  value,
  suggestions,
  placeholder,
  describedBy,
  mono = false,
  change,
  leave,
}: ComboboxProps): React.ReactElement {
  const [open, setOpen] = React.useState<'no' | 'typed' | 'all'>('no');
  const [active, setActive] = React.useState(-1);
  const input = React.useRef<HTMLInputElement>(null);
  const offered = open === 'all' ? suggestions : matchingSuggestions(suggestions, value);
  const shown = open !== 'no' && offered.length > 0;
  const pick = (suggestion: string): void => {
    change(suggestion);
    setOpen('no');
    setActive(-1);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Escape' && shown) {
      setOpen('no');
      event.stopPropagation();
    }
    if (event.key === 'Enter' && shown) {
      event.preventDefault();
      const picked = offered[active];
      if (picked !== undefined) pick(picked);
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!shown) setOpen('all');
    setActive((before) =>
      !shown
        ? 0
        : (before +
            (event.key === 'ArrowDown' ? 1 : offered.length - 1) +
            (before < 0 && event.key === 'ArrowUp' ? 1 : 0)) %
          offered.length,
    );
  };
  return (
    <div
      className="lst-combobox"
      onBlur={() => {
        setOpen('no');
        leave();
      }}
    >
      <input
        ref={input}
        id={id}
        name={name}
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        className={`form-control input-sm lst-input${mono ? ' lst-mono' : ''}`}
        value={value}
        aria-label={label}
        aria-describedby={describedBy}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        onChange={(event) => {
          change(event.target.value);
          setOpen('typed');
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
      />
      {suggestions.length > 0 && (
        <button
          type="button"
          className="lst-open"
          tabIndex={-1}
          aria-label="Show suggestions"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            setOpen(shown ? 'no' : 'all');
            input.current?.focus();
          }}
        >
          <Icon name="down" />
        </button>
      )}
      <ul id={`${id}-list`} role="listbox" className="lst-suggestions" hidden={!shown} aria-label="Suggestions">
        {shown &&
          offered.map((suggestion, index) => (
            <li
              key={suggestion}
              id={`${id}-${index}`}
              role="option"
              aria-selected={suggestion === value}
              className={index === active ? 'lst-active' : ''}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(suggestion)}
            >
              {suggestion}
            </li>
          ))}
      </ul>
    </div>
  );
}

import * as React from 'react';
import { HelpField } from '@spinnaker/core';
import type { RowProps } from '../../form/stageForm';
import { FieldRow } from '../../fields/FieldRow';
import { JsonControl } from '../../fields/JsonControl';
import { SwitchToExpression, useExpressionMode } from '../../fields/SwitchToExpression';
import { helpKey } from '../../fields/transforms/helpKeys';
import { entryOf, isExpression, isGiven, isMap } from '../../values/readValue';
import { ExpectationFields } from '../../form/expectation/ExpectationFields';
import { EXPRESSION_EXAMPLE } from '../../fields/transforms/placeholders';

/** What the response must be. A value that is not a map of conditions is shown as JSON. */
export function ExpectRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'expect');
  const mode = useExpressionMode(form, 'expect');
  const { meta } = form.spec('expect');
  if (isGiven(value) && !isMap(value) && !isExpression(value))
    return (
      <FieldRow form={form} name="expect">
        <JsonControl form={form} name="expect" />
      </FieldRow>
    );
  const way = <SwitchToExpression form={form} name="expect" mode={mode} plain="list" />;
  if (mode.on) {
    return (
      <FieldRow form={form} name="expect">
        <div className="lst-line">
          <div className="lst-grow">
            <ExpressionInput form={form} />
          </div>
          {way}
        </div>
      </FieldRow>
    );
  }
  return (
    <div
      data-field="expect"
      id={form.idOf('expect')}
      role="group"
      aria-label={meta.label}
      onBlur={() => form.touch('expect')}
    >
      <ExpectationFields
        form={form}
        name="expect"
        path="expect"
        value={value}
        change={(expect) => form.set({ expect })}
        after={way}
        help={<HelpField id={helpKey(form.type, 'expect')} fallback={meta.help ?? ''} />}
      />
    </div>
  );
}

function ExpressionInput({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'expect');
  return (
    <input
      id={form.idOf('expect')}
      name="expect"
      type="text"
      className="form-control input-sm lst-input lst-mono"
      autoComplete="off"
      spellCheck={false}
      placeholder={EXPRESSION_EXAMPLE}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => form.set({ expect: event.target.value === '' ? undefined : event.target.value })}
      onBlur={() => form.touch('expect')}
    />
  );
}

import * as React from 'react';
import { DELETE_MACROS } from 'stage-contract';
import type { RowProps } from '../../form/stageForm';
import { FieldControl } from '../../fields/FieldControl';
import { FieldRow } from '../../fields/FieldRow';
import { WithExpression } from '../../fields/SwitchToExpression';
import { TextControl } from '../../fields/TextControl';
import { VersionNumber } from '../../fields/VersionControl';
import { canShow } from '../../fields/transforms/canShow';
import { deleteChoices, oddDeleteWords, typedNameWords } from './transforms/deleteWords';
import { entryOf, textOf } from '../../values/readValue';

/** What to delete, in plain words with the macro next to them. A bare number stays, as one more option. */
export function DeleteChoiceRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'version');
  const text = textOf(value)?.trim() ?? '';
  const id = form.idOf('version');
  const odd = text === '' || DELETE_MACROS.some((macro) => macro === text) ? [] : [text];
  return (
    <FieldRow form={form} name="version" group>
      {!canShow(form.spec('version'), value) ? (
        <FieldControl form={form} name="version" />
      ) : (
        <WithExpression form={form} name="version" plain="list">
          <div
            className="lst-choices"
            role="radiogroup"
            id={id}
            aria-labelledby={`${id}-label`}
            aria-describedby={`${id}-lines`}
          >
            {[...deleteChoices(form.spec('version').meta), ...odd.map(oddDeleteWords)].map((words) => {
              const { macro } = words;
              return (
                <label key={macro} className={macro === text ? 'lst-choice lst-choice-on' : 'lst-choice'}>
                  <input
                    type="radio"
                    name={`${id}-choice`}
                    data-name="version"
                    value={macro}
                    checked={macro === text}
                    onChange={() => {
                      form.set({ version: macro });
                      form.touch('version');
                    }}
                  />
                  <span className="lst-grow">
                    <strong>{words.title}</strong> <span className="lst-soft">{words.rest}</span>
                  </span>
                  <code>{macro}</code>
                </label>
              );
            })}
          </div>
        </WithExpression>
      )}
    </FieldRow>
  );
}

export function VersionNumberRow({ form }: RowProps): React.ReactElement {
  const plain = canShow(form.spec('versionNumber'), entryOf(form.values, 'versionNumber'));
  return (
    <FieldRow form={form} name="versionNumber">
      {plain ? <VersionNumber form={form} name="versionNumber" /> : <FieldControl form={form} name="versionNumber" />}
    </FieldRow>
  );
}

/** Asks for the function's name before the whole function is deleted. */
export function ConfirmRow({ form }: RowProps): React.ReactElement {
  const name = textOf(form.values['functionName']) ?? '';
  return (
    <FieldRow
      form={form}
      name="confirmFunctionName"
      below={<div className="lst-hint">{typedNameWords(name, form.values['confirmFunctionName'])}</div>}
    >
      {canShow(form.spec('confirmFunctionName'), entryOf(form.values, 'confirmFunctionName')) ? (
        <TextControl form={form} name="confirmFunctionName" placeholder="the name of the function" />
      ) : (
        <FieldControl form={form} name="confirmFunctionName" />
      )}
    </FieldRow>
  );
}

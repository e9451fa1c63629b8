import * as React from 'react';
import type { FormRow, RowProps } from '../stageForm';
import { FieldRow } from '../../fields/FieldRow';
import { PairRow } from '../../fields/PairRow';
import { Icon } from '../../look/Icon';
import { regionSuggestions } from './accountFacts';
import { isGiven } from '../../values/readValue';
import { SuggestedField } from './SuggestedField';
import { deployedBy, functionSuggestions, targetToTakeOver } from './targets';

function AccountAndRegion({ form }: RowProps): React.ReactElement {
  const accounts = [
    ...new Set([...form.accounts.map(({ name }) => name), ...form.targets.map(({ account }) => account)]),
  ].filter((name) => name !== '');
  const regions = [
    ...new Set([
      ...regionSuggestions(form.accounts, form.values['account']),
      ...form.targets.map(({ region }) => region),
    ]),
  ].filter((name) => name !== '');
  return (
    <PairRow
      form={form}
      names={['account', 'region']}
      controls={[
        <SuggestedField key="account" form={form} name="account" suggestions={accounts} />,
        <SuggestedField key="region" form={form} name="region" suggestions={regions} />,
      ]}
    />
  );
}

function FunctionRow({ form }: RowProps): React.ReactElement {
  const take = targetToTakeOver(form.targets, form.values);
  const deploys = deployedBy(form.targets, form.values);
  const aliases = take?.aliases.length === 1 && 'aliasName' in form.values === false ? take.aliases : [];
  return (
    <FieldRow
      form={form}
      name="functionName"
      below={
        <div className="lst-hint">
          {deploys !== undefined && (
            <span>
              <span className="lst-ok">
                <Icon name="done" /> Deployed
              </span>{' '}
              by stage “{deploys.stageName}” of this pipeline.{' '}
            </span>
          )}
          {take === undefined &&
            deploys === undefined &&
            !isGiven(form.values['functionName']) &&
            'The function does not have to exist yet: an earlier stage may create it.'}
          {take !== undefined && (
            <button
              type="button"
              className="lst-link"
              onClick={() =>
                form.set({
                  account: take.account || undefined,
                  region: take.region || undefined,
                  functionName: take.functionName,
                  ...takenAlias(form, aliases),
                })
              }
            >
              Use the target of stage “{take.stageName}”
            </button>
          )}
        </div>
      }
    >
      <SuggestedField form={form} name="functionName" suggestions={functionSuggestions(form.targets, form.values)} />
    </FieldRow>
  );
}

/** Only Route always works on an alias. In other stages, the field says more than which target the stage works on. */
const takenAlias = (form: RowProps['form'], aliases: readonly string[]): Record<string, string> =>
  form.type === 'Aws.LambdaTrafficRoutingStage' && !isGiven(form.values['aliasName']) && aliases[0] !== undefined
    ? { aliasName: aliases[0] }
    : {};

/** Account, region and function: the rows that every stage starts with. */
export const targetRows: readonly FormRow[] = [
  { fields: ['account', 'region'], Row: AccountAndRegion },
  { fields: ['functionName'], Row: FunctionRow },
];

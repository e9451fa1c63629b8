import type { FormLayout } from '../../form/stageForm';
import { usedByMacro } from './transforms/deleteWords';
import { isGiven } from '../../values/readValue';
import { ConfirmRow, DeleteChoiceRow, VersionNumberRow } from './DeleteRows';
import { AliasRow, targetRows } from '../../form/target/TargetRows';

/** Delete: what goes, and only what the choice needs. */
export const deleteLayout: FormLayout = {
  type: 'Aws.LambdaDeleteStage',
  closed: [],
  rows: [
    ...targetRows,
    { fields: ['version'], Row: DeleteChoiceRow },
    { fields: ['versionNumber'], Row: VersionNumberRow, asked: usedByMacro('$PROVIDED') },
    { fields: ['retentionNumber'], asked: usedByMacro('$MOVING') },
    { fields: ['retentionDays'], asked: usedByMacro('$MOVING') },
    { fields: ['aliasName'], Row: AliasRow, asked: usedByMacro('$PREVIOUS') },
    { fields: ['confirmFunctionName'], Row: ConfirmRow, asked: usedByMacro('$ALL') },
    { fields: ['failIfNothingToDelete'], asked: (values) => isGiven(values['version']) },
  ],
};

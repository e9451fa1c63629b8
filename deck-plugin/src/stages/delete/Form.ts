import type { FormRow } from '../../form/stageForm';
import { usedByMacro, usesVersions } from './transforms/deleteWords';
import { isGiven } from '../../values/readValue';
import { ConfirmRow, DeleteChoiceRow, VersionNumberRow } from './DeleteRows';
import { AliasRow } from '../../form/target/AliasRow';
import { targetRows } from '../../form/target/TargetRows';

/** The rows of Delete: besides the target, only what the choice needs. */
export const deleteRows: readonly FormRow[] = [
  ...targetRows,
  { fields: ['version'], Row: DeleteChoiceRow },
  { fields: ['versionNumber'], Row: VersionNumberRow, asked: usedByMacro('$PROVIDED') },
  { fields: ['retentionNumber'], asked: usedByMacro('$MOVING') },
  { fields: ['retentionDays'], asked: usedByMacro('$MOVING') },
  { fields: ['aliasPattern'], asked: usedByMacro('$MOVING') },
  { fields: ['drainSeconds'], asked: usesVersions },
  { fields: ['aliasName'], Row: AliasRow, asked: usedByMacro('$PREVIOUS') },
  { fields: ['confirmFunctionName'], Row: ConfirmRow, asked: usedByMacro('$ALL') },
  { fields: ['failIfNothingToDelete'], asked: (values) => isGiven(values['version']) },
];

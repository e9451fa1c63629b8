import * as React from 'react';
import { ORCA_STAGE, type StageType } from 'stage-contract';
import { isFresh } from '../conversion/nativeStages';
import type { StageConfigProps } from '../form/useStageForm';
import { isMap, savedPart } from '../values/readValue';
import { schemaOfStage } from './schemaAddress';

/** What a stage of ours starts with; its schema, if the operator serves one, so that Edit as JSON points at it. */
const newStageDefaults = (type: StageType): Record<string, string> => {
  const schema = schemaOfStage(type);
  return { alias: ORCA_STAGE, ...(schema === undefined ? {} : { $schema: schema }) };
};

/**
 * Gives a stage that someone has just added its defaults. Deck's own `defaults` can't do this: Deck merges them into
 * every stage that is opened, also into native ones. In an effect of the layout, because one Deck draws the form,
 * removes what it has written, and draws it again.
 */
export function useNewStageDefaults(
  type: StageType,
  { stage, updateStageField }: StageConfigProps,
  refId: string | undefined,
): void {
  React.useLayoutEffect(() => {
    if (isMap(stage) && isFresh(savedPart(stage))) updateStageField(newStageDefaults(type));
    // Only when the stage is opened: whoever removes the alias later has decided.
  }, [refId]);
}

import * as React from 'react';
import { ORCA_STAGE } from 'stage-contract';
import { isFresh } from '../conversion/nativeStages';
import type { StageConfigProps } from '../form/useStageForm';
import { isMap, savedPart } from '../values/readValue';

/** What a stage of ours starts with. */
const NEW_STAGE_DEFAULTS = { alias: ORCA_STAGE } as const;

/**
 * Gives a stage that someone has just added its defaults. Deck's own `defaults` can't do this: Deck merges them into
 * every stage that is opened, also into native ones. In an effect of the layout, because one Deck draws the form,
 * removes what it has written, and draws it again.
 */
export function useNewStageDefaults({ stage, updateStageField }: StageConfigProps, refId: string | undefined): void {
  React.useLayoutEffect(() => {
    if (isMap(stage) && isFresh(savedPart(stage))) updateStageField({ ...NEW_STAGE_DEFAULTS });
    // Only when the stage is opened: whoever removes the alias later has decided.
  }, [refId]);
}

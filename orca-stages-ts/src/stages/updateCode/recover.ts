import { say, type UpdateCodeInput } from 'stage-contract';
import type { RecoveryState } from '../../model/recovery';
import { sentenceOf } from '../../model/step';
import type { UpdateCodeFacts, UpdateCodeStep } from './steps';

/** This stage moves no alias, so there is nothing to undo: it only lists what is left in the head. */
export function recoverUpdateCode(
  _input: UpdateCodeInput,
  { begun }: RecoveryState<UpdateCodeStep, UpdateCodeFacts>,
): UpdateCodeStep[] {
  return begun
    .flatMap((step): UpdateCodeStep[] =>
      step.kind !== 'code' && step.kind !== 'publish'
        ? []
        : [
            {
              kind: 'leftoverCode',
              id: 'leftovers',
              ...sentenceOf(say('nameLeftovers', {})),
              mutates: false,
              codeSha256: step.codeSha256,
            },
          ],
    )
    .slice(0, 1);
}

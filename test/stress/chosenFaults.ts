import { isMutating } from 'strict-lambda';
import { PASSING_FAULTS, type NamedCall, type PassingFault } from './faultKinds';

/** What AWS did with a call, and what its caller knows about that: all kinds of a class are handled by the same code. */
type FaultClass = 'refused' | 'notExecuted' | 'unseen' | 'late';

function classOf({ acts, refuses }: PassingFault): FaultClass {
  if (acts !== 'never') return acts;
  return refuses ? 'refused' : 'notExecuted';
}

const CLASSES: readonly FaultClass[] = ['refused', 'notExecuted', 'unseen', 'late'];

/**
 * Chooses which kinds meet a call: a call that changes something meets one kind of each class, because each class leaves it to find out
 * something else; a read meets one kind, when a stage first makes it: the simulation lets any read fail. The kinds take turns, separately for each operation, so that in the end each operation of
 * more than one stage has met several of them. (`overHttp.test.ts` shows what each kind is taken for.)
 */
export function chosenFaults(): (call: NamedCall) => readonly PassingFault[] {
  const turns = new Map<string, number>();
  const oneOf = (name: string, kinds: readonly PassingFault[]): readonly PassingFault[] => {
    const turn = turns.get(name) ?? 0;
    turns.set(name, turn + 1);
    return kinds.slice(turn % kinds.length, (turn % kinds.length) + 1);
  };
  return ({ operation, nth }) =>
    isMutating(operation)
      ? CLASSES.flatMap((each) =>
          oneOf(
            `${operation} ${each}`,
            PASSING_FAULTS.filter((kind) => classOf(kind) === each),
          ),
        )
      : nth === 1
        ? oneOf(operation, PASSING_FAULTS)
        : [];
}

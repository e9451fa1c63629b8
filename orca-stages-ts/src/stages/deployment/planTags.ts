import { sentenceOf } from '../../model/step';
import { ownEntry, say, type DeploymentInput, type Difference, type OwnershipMode } from 'stage-contract';
import { differenceOf } from '../../model/difference';
import type { FunctionFacts } from '../../model/functionFacts';
import type { TagsStep } from './steps';

/** How the stage owns the tags: unchanged if none are listed, otherwise the listed ones are added. */
export const tagsMode = (input: DeploymentInput): OwnershipMode =>
  input.tagsMode ?? (input.tags === undefined ? 'ignore' : 'ensure');

/** Tags for a new function. */
export const newTags = (input: DeploymentInput): Record<string, string> =>
  tagsMode(input) === 'ignore' ? {} : (input.tags ?? {});

/**
 * Which tags to set and remove. AWS's own tags (`aws:…`, from CloudFormation for example) can't be changed, so they are
 * ignored.
 */
export function planTags(
  input: DeploymentInput,
  head: Pick<FunctionFacts, 'functionArn' | 'tags'>,
): { steps: TagsStep[]; differences: Difference[] } {
  const mode = tagsMode(input);
  if (mode === 'ignore') return { steps: [], differences: [] };
  const wanted = input.tags ?? {},
    live = head.tags;
  const set = Object.keys(wanted)
    .filter((name) => ownEntry(live, name) !== wanted[name])
    .sort();
  const remove =
    mode === 'own'
      ? Object.keys(live)
          .filter((name) => ownEntry(wanted, name) === undefined && !name.startsWith('aws:'))
          .sort()
      : [];
  if (set.length + remove.length === 0) return { steps: [], differences: [] };
  return {
    steps: [
      {
        kind: 'tags',
        id: 'tags',
        ...sentenceOf(say('updateTags', {})),
        mutates: true,
        functionArn: head.functionArn,
        set,
        remove,
      },
    ],
    differences: [
      ...set.map((name) => tagDifference(name, ownEntry(live, name), wanted[name])),
      ...remove.map((name) => tagDifference(name, live[name], undefined)),
    ],
  };
}

export const tagDifference = (name: string, before: string | undefined, after: string | undefined): Difference =>
  differenceOf({ setting: `Tag ${name}`, field: `tags.${name}` }, before, after);

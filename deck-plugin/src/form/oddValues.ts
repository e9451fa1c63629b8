import {
  ENVELOPE_NAMES,
  formVoice,
  isConverted,
  problemWords,
  ownEntry,
  stageDefinitions,
  unknownNames,
  type Problem,
  type ProblemCode,
  type StageType,
} from 'stage-contract';
import { canShow } from '../fields/transforms/canShow';
import { chosenText } from '../fields/transforms/choiceWords';
import { fieldSpecsOf, hasControl, type FieldSpec } from '../fields/transforms/fieldSpec';
import { fieldOfProblem } from '../problems/problemsOf';
import { entryOf, isExpression, isGiven, shortJson, type Values } from '../values/readValue';

/**
 * Something in the stage that the form can't show in a control. It is listed at the top and kept, with what you can do
 * about it.
 */
export interface OddValue {
  name: string;
  /** The value, shortened; undefined for secrets, and where showing it does not help. */
  shown: string | undefined;
  /** What is odd about it: a problem's code, or one of the form's own codes. */
  code: ProblemCode | 'notAField' | 'cannotBeShown' | 'notAChoice';
  words: string;
  /** The field that was probably meant, if that field is not set. */
  renameTo: string | undefined;
  removable: boolean;
}

/** A native field that Orca's webhook stage overwrites in a converted stage, and the field of ours that replaces it. */
const TAKEN_OVER: Readonly<Record<string, string>> = { payload: 'invokePayload' };

/** Everything in a stage that the form can't show, each value once. */
export function oddValues(
  type: StageType,
  values: Values,
  problems: readonly Problem[],
  shownFields: ReadonlySet<string>,
): OddValue[] {
  const found = [
    ...unknownFields(type, values),
    ...takenOver(type, values),
    ...unknownValues(type, values, shownFields),
    ...unplaced(type, values, problems, shownFields),
  ];
  return found.filter(
    (odd, index) =>
      found.findIndex((other) => other.name === odd.name && (other.code === odd.code || odd.name !== '')) === index,
  );
}

function unknownFields(type: StageType, values: Values): OddValue[] {
  return unknownNames(type, values)
    .filter(({ name }) => isGiven(values[name]))
    .map(({ name, nearest }): OddValue => {
      const free = nearest !== undefined && !isGiven(entryOf(values, nearest)) ? nearest : undefined;
      return {
        name,
        shown: shortJson(values[name]),
        code: 'notAField',
        words: nearest === undefined ? 'not a field of this stage' : `not a field, did you mean ${nearest}?`,
        renameTo: free,
        removable: true,
      };
    });
}

function takenOver(type: StageType, values: Values): OddValue[] {
  if (!isConverted(values)) return [];
  return Object.entries(TAKEN_OVER)
    .filter(([name, ours]) => isGiven(entryOf(values, name)) && ours in stageDefinitions[type].schema.shape)
    .map(([name, ours]): OddValue => ({
      name,
      shown: undefined,
      removable: true,
      code: 'overwrittenByOrca',
      words: `overwritten by Orca's webhook stage, use ${ours}`,
      renameTo: isGiven(entryOf(values, ours)) ? undefined : ours,
    }));
}

function unknownValues(type: StageType, values: Values, shownFields: ReadonlySet<string>): OddValue[] {
  return fieldSpecsOf(type)
    .filter((spec) => hasControl(type, spec) && shownFields.has(spec.name))
    .flatMap((spec) => {
      const value = entryOf(values, spec.name);
      const found = !isGiven(value) || isExpression(value) ? undefined : oddity(spec, value);
      return found === undefined
        ? []
        : [
            {
              name: spec.name,
              shown: spec.meta.secret === true ? undefined : shortJson(value),
              ...found,
              renameTo: undefined,
              removable: true,
            },
          ];
    });
}

function oddity(spec: FieldSpec, value: unknown): Pick<OddValue, 'code' | 'words'> | undefined {
  if (!canShow(spec, value)) return { code: 'cannotBeShown', words: `not valid for ${spec.meta.label}` };
  const chosen = spec.kind.kind === 'choice' ? chosenText(spec, value) : undefined;
  return chosen !== undefined && chosen !== '' && spec.kind.kind === 'choice' && !spec.kind.values.includes(chosen)
    ? { code: 'notAChoice', words: `not an option of ${spec.meta.label}` }
    : undefined;
}

/** Problems of fields that have no control on the screen right now. */
function unplaced(
  type: StageType,
  values: Values,
  problems: readonly Problem[],
  shownFields: ReadonlySet<string>,
): OddValue[] {
  const known = new Set(fieldSpecsOf(type).map((spec) => spec.name));
  return problems
    .filter(
      (problem) =>
        !shownFields.has(fieldOfProblem(problem)) &&
        (problem.field === '' ||
          known.has(fieldOfProblem(problem)) ||
          ownEntry(stageDefinitions[type].notSupportedYet, fieldOfProblem(problem)) !== undefined),
    )
    .map((problem) => {
      const name = fieldOfProblem(problem);
      return {
        name,
        shown: undefined,
        code: problem.code,
        words: problemWords(problem, formVoice(type)),
        renameTo: undefined,
        removable: isGiven(entryOf(values, name)),
      };
    });
}

/** The headline above the odd values. */
export function oddHeadline(odd: readonly OddValue[]): string {
  return odd.length === 1
    ? "This form can't show 1 of this stage's values."
    : `This form can't show ${odd.length} of this stage's values.`;
}

/** Valid fields in the stage that no form shows, each with the contract's reason. */
export function quietFields(
  type: StageType,
  values: Values,
  odd: readonly OddValue[],
): { name: string; reason: string }[] {
  return fieldSpecsOf(type)
    .filter(
      (spec) =>
        spec.meta.noControl !== undefined &&
        isGiven(entryOf(values, spec.name)) &&
        !ENVELOPE_NAMES.has(spec.name) &&
        !odd.some(({ name }) => name === spec.name),
    )
    .map((spec) => ({ name: spec.name, reason: spec.meta.noControl ?? '' }));
}

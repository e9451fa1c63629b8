import type { Problem, StageType } from 'stage-contract';
import type { OwnProblems } from '../problems/problemsOf';
import type { AccountFacts } from './target/accountFacts';
import type { FieldSpec } from '../fields/transforms/fieldSpec';
import type { Values } from '../values/readValue';
import type { NamedTarget } from './target/targets';

/** What every control of a form knows and can do. */
export interface StageForm {
  type: StageType;
  /** The stage as it is now, with whatever it holds. */
  values: Values;
  /** Writes fields; undefined leaves a field out. */
  set(changes: Record<string, unknown>): void;
  /** The field's words and limits, from the contract. */
  spec(name: string): FieldSpec;
  problems: readonly Problem[];
  /** Whether a field's problems are shown in red: it has had the focus, or held a value from the beginning. */
  isTouched(name: string): boolean;
  touch(name: string): void;
  accounts: readonly AccountFacts[];
  targets: readonly NamedTarget[];
  /** Element id of a field's control, for its label. */
  idOf(name: string): string;
}

/** What every row of a form gets. */
export interface RowProps {
  form: StageForm;
}

/** Some fields that stand together, and when they are asked for. */
export interface FormRow {
  fields: readonly string[];
  /** Whether the fields mean something beside the stage's other values; always, when absent. */
  asked?: (values: Values) => boolean;
  /** Whether their values may go unmentioned when they are not asked for. */
  meansNothing?: (values: Values) => boolean;
  /** How they are drawn; a single field without it gets the control of its kind. */
  Row?: React.ComponentType<RowProps>;
}

/** What a stage's form adds to the contract's sections and fields: which stand together, and which sections begin closed. */
export interface FormLayout {
  type: StageType;
  rows: readonly FormRow[];
  closed: readonly string[];
  /** Whether a section is asked for at all; always, when absent. */
  sectionAsked?: (section: string, values: Values) => boolean;
  /** Words at the right end of a section's heading. */
  notes?: Readonly<Record<string, string>>;
  /** What is wrong with a stage that only its form can tell; the contract says all else. */
  ownProblems?: OwnProblems;
}

import type { Problem, StageType } from 'stage-contract';
import type { OwnProblems } from '../problems/problemsOf';
import type { AccountFacts } from './target/accountFacts';
import type { FieldSpec } from '../fields/transforms/fieldSpec';
import type { Values } from '../values/readValue';
import type { NamedTarget } from './target/targets';

/** What every control of a form knows and can do. */
export interface StageForm {
  type: StageType;
  /** The current stage, whatever it contains. */
  values: Values;
  /** Writes fields; undefined removes a field. */
  set(changes: Record<string, unknown>): void;
  /** The field's words and limits, from the contract. */
  spec(name: string): FieldSpec;
  problems: readonly Problem[];
  /** Whether to show a field's problems in red: it has had the focus, or had a value from the start. */
  isTouched(name: string): boolean;
  touch(name: string): void;
  accounts: readonly AccountFacts[];
  targets: readonly NamedTarget[];
  /** The element ID of a field's control, for its label. */
  idOf(name: string): string;
}

/** Props of every form row. */
export interface RowProps {
  form: StageForm;
}

/** Fields that belong together, and when to show them. */
export interface FormRow {
  fields: readonly string[];
  /** Whether the fields have an effect, given the stage's other values; always, if absent. */
  asked?: (values: Values) => boolean;
  /** Whether their values can go unmentioned while the fields are hidden. */
  meansNothing?: (values: Values) => boolean;
  /** How to draw them; a single field without this gets the control for its type. */
  Row?: React.ComponentType<RowProps>;
}

/**
 * What a stage's form adds to the contract's sections and fields: which fields belong together, and which sections
 * start closed.
 */
export interface FormLayout {
  type: StageType;
  rows: readonly FormRow[];
  closed: readonly string[];
  /** Whether to show a section at all; always, if absent. */
  sectionAsked?: (section: string, values: Values) => boolean;
  /** Text for the right end of a section's heading. */
  notes?: Readonly<Record<string, string>>;
  /** Problems that only the stage's form can find; the contract finds all others. */
  ownProblems?: OwnProblems;
}

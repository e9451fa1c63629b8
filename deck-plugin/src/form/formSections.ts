import { stageDefinitions } from 'stage-contract';
import { fieldSpecsOf, hasControl, type FieldSpec } from '../fields/transforms/fieldSpec';
import { entryOf, isGiven, type Values } from '../values/readValue';
import type { FormLayout, FormRow } from './stageForm';

/** A section with the rows that are needed now. */
export interface FormSection {
  id: string;
  title: string;
  rows: FormRow[];
  /** The fields of those rows. */
  specs: FieldSpec[];
  /** Fields that have a value but no effect, given the stage's other values. */
  unused: FieldSpec[];
  closable: boolean;
}

/**
 * All rows of a stage in the contract's order. A field that is in no row of the layout gets its own row. The layout's
 * rows of a section keep the layout's order, in the positions that they have together.
 */
export function rowsOf(layout: FormLayout): { section: string; row: FormRow }[] {
  const shown = fieldSpecsOf(layout.type).filter((spec) => hasControl(layout.type, spec));
  const placed = shown.flatMap((spec) => {
    const row = layout.rows.find(({ fields }) => fields.includes(spec.name)) ?? { fields: [spec.name] };
    const first = shown.find(({ name }) => row.fields.includes(name));
    return first === spec ? [{ section: spec.meta.section ?? '', row }] : [];
  });
  const waiting = new Map<string, FormRow[]>();
  for (const row of layout.rows) {
    const section = placed.find((place) => place.row === row)?.section;
    if (section !== undefined) waiting.set(section, [...(waiting.get(section) ?? []), row]);
  }
  return placed.map(({ section, row }) => ({
    section,
    row: layout.rows.includes(row) ? (waiting.get(section)?.shift() ?? row) : row,
  }));
}

/** The sections that a form shows for these values. */
export function formSections(layout: FormLayout, values: Values): FormSection[] {
  const rows = rowsOf(layout);
  const specs = new Map(fieldSpecsOf(layout.type).map((spec) => [spec.name, spec]));
  const specsOf = (some: readonly FormRow[]): FieldSpec[] =>
    some.flatMap((row) => row.fields.flatMap((name) => specs.get(name) ?? []));
  return stageDefinitions[layout.type].sections
    .map(({ id, title }) => {
      const all = rows.filter(({ section }) => section === id).map(({ row }) => row);
      const sectionAsked = layout.sectionAsked?.(id, values) !== false;
      const asked = all.filter((row) => sectionAsked && row.asked?.(values) !== false);
      const unused = specsOf(all.filter((row) => !asked.includes(row) && row.meansNothing?.(values) !== true)).filter(
        (spec) => isGiven(entryOf(values, spec.name)),
      );
      return { id, title, rows: asked, specs: specsOf(asked), unused, closable: layout.closed.includes(id) };
    })
    .filter((section) => section.rows.length > 0 || section.unused.length > 0);
}

import * as React from 'react';
import { PlainRow } from '../fields/FieldControl';
import { Icon } from '../look/Icon';
import { fieldOfProblem, isNeeded } from '../problems/problemsOf';
import { neededWords } from '../problems/problemWords';
import { sectionSummary, valueWords } from './sectionSummary';
import { entryOf } from '../values/readValue';
import { counted } from '../words/phrases';
import type { FormSection } from './formSections';
import type { FormRow, StageForm } from './stageForm';

interface FormSectionViewProps {
  form: StageForm;
  section: FormSection;
  note: string | undefined;
  open: boolean;
  toggle(): void;
}

/** One section: its rows if it is open, a one-line summary of its values if it is closed. */
export function FormSectionView({ form, section, note, open, toggle }: FormSectionViewProps): React.ReactElement {
  const body = form.idOf(`section ${section.id}`);
  const needed = section.specs.filter(({ name }) =>
    form.problems.some((problem) => problem.field === name && isNeeded(problem, form.values)),
  );
  const wrong = form.problems.filter(
    (problem) =>
      form.isTouched(fieldOfProblem(problem)) && section.specs.some(({ name }) => name === fieldOfProblem(problem)),
  );
  const right = neededWords(needed.map(({ meta }) => meta.label)) ?? note;
  return (
    <section className={section.closable ? 'lst-section lst-closable' : 'lst-section'} data-section={section.id}>
      {section.closable ? (
        <h4 className="lst-heading">
          <button type="button" aria-expanded={open} aria-controls={body} onClick={toggle}>
            <Icon name={open ? 'down' : 'right'} />
            <span className="lst-title">{section.title}</span>
            <span className="lst-summary">
              {sectionSummary([...section.specs, ...section.unused], form.values)}
              {!open && wrong.length > 0 && (
                <span className="lst-wrong">
                  <Icon name="error" /> {counted(wrong.length, 'problems')}
                </span>
              )}
            </span>
          </button>
        </h4>
      ) : (
        <h4 className="lst-heading">
          <span className="lst-title">{section.title}</span>
          {right !== undefined && <span className="lst-note">{right}</span>}
        </h4>
      )}
      <div id={body} className="lst-body" hidden={!open}>
        {open && section.rows.map((row) => <SectionRow key={row.fields.join()} form={form} row={row} />)}
        {open && <UnusedFields form={form} section={section} />}
      </div>
    </section>
  );
}

function SectionRow({ form, row }: { form: StageForm; row: FormRow }): React.ReactElement {
  if (row.Row !== undefined) return <row.Row form={form} />;
  return (
    <React.Fragment>
      {row.fields.map((name) => (
        <PlainRow key={name} form={form} name={name} />
      ))}
    </React.Fragment>
  );
}

/** Values that have no effect, given the stage's other values: listed, kept, and removable. */
function UnusedFields({ form, section }: { form: StageForm; section: FormSection }): React.ReactElement | null {
  if (section.unused.length === 0) return null;
  const words = section.unused.map((spec) => valueWords(spec, entryOf(form.values, spec.name))).join(' · ');
  return (
    <div className="lst-row">
      <div />
      <div className="lst-cell lst-hint">
        Also set, but not used with this choice: {words}.{' '}
        <button
          type="button"
          className="lst-link"
          onClick={() => form.set(Object.fromEntries(section.unused.map(({ name }) => [name, undefined])))}
        >
          Remove
        </button>
      </div>
    </div>
  );
}

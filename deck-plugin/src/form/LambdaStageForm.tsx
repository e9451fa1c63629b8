import * as React from 'react';
import { joined, stageDefinitions } from 'stage-contract';
import { NativeStageNote } from '../conversion/NativeStageNote';
import { injectStyles } from '../look/injectStyles';
import { watchPresses } from '../look/afterPress';
import { oddValues, quietFields } from './oddValues';
import { pipelineFindings } from '../problems/pipelineProblems';
import { fieldOfProblem } from '../problems/problemsOf';
import { FormSectionView } from './FormSectionView';
import { formSections, type FormSection } from './formSections';
import { SchemaLine } from './SchemaLine';
import { OddValuesNote } from './OddValuesNote';
import { PipelineNote } from './PipelineNote';
import type { FormLayout, StageForm } from './stageForm';
import { useStageForm, type StageConfigProps } from './useStageForm';

/** A stage's form: the contract's sections and fields, in the arrangement that the layout defines. */
export function LambdaStageForm({ layout, ...props }: StageConfigProps & { layout: FormLayout }): React.ReactElement {
  React.useLayoutEffect(() => {
    injectStyles();
    watchPresses();
  }, []);
  const form = useStageForm(layout, props);
  const sections = formSections(layout, form.values);
  const shownFields = new Set(sections.flatMap(({ specs }) => specs.map(({ name }) => name)));
  const odd = oddValues(layout.type, form.values, form.problems, shownFields);
  const [opened, setOpened] = React.useState<Readonly<Record<string, boolean>>>({});
  // A section that an error has opened stays open: it would close under the hand that corrects the error.
  const openedByError = React.useRef(new Set<string>());
  sections.filter((section) => holdsError(form, section)).forEach(({ id }) => openedByError.current.add(id));
  const isOpen = (section: FormSection): boolean =>
    !section.closable || (opened[section.id] ?? openedByError.current.has(section.id));
  const closable = sections.filter((section) => section.closable);
  const allOpen = closable.every(isOpen);
  return (
    <div className="lst-form" role="form" aria-label={`${stageDefinitions[layout.type].label} configuration`}>
      <NativeStageNote form={form} pipeline={props.pipeline} stage={props.stage} />
      <OddValuesNote form={form} odd={odd} />
      <PipelineNote type={form.type} findings={pipelineFindings(props.pipeline, props.stage)} />
      {sections.map((section) => (
        <React.Fragment key={section.id}>
          {section === closable[0] && (
            <h4 className="lst-heading lst-more">
              <span className="lst-title">More</span>
              <button
                type="button"
                className="lst-link"
                onClick={() => setOpened(Object.fromEntries(closable.map(({ id }) => [id, !allOpen])))}
              >
                {allOpen ? 'Close all' : 'Open all'}
              </button>
            </h4>
          )}
          <FormSectionView
            form={form}
            section={section}
            note={layout.notes?.[section.id]}
            open={isOpen(section)}
            toggle={() => setOpened({ ...opened, [section.id]: !isOpen(section) })}
          />
        </React.Fragment>
      ))}
      <QuietFields quiet={quietFields(layout.type, form.values, odd)} />
      <SchemaLine type={layout.type} />
    </div>
  );
}

/** Whether a section has a problem that is shown in red. If so, it opens automatically. */
const holdsError = (form: StageForm, section: FormSection): boolean =>
  form.problems.some(
    (problem) =>
      form.isTouched(fieldOfProblem(problem)) && section.specs.some(({ name }) => name === fieldOfProblem(problem)),
  );

function QuietFields({ quiet }: { quiet: readonly { name: string; reason: string }[] }): React.ReactElement | null {
  if (quiet.length === 0) return null;
  return (
    <p className="lst-quiet">
      Also set in this stage’s JSON, and kept: {joined(quiet.map(({ name, reason }) => `${name} (${reason})`))}.
    </p>
  );
}

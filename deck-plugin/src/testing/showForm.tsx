import { fireEvent, render, screen } from '@testing-library/react';
import * as React from 'react';
import type { StageType } from 'stage-contract';
import { stageConfigs } from '../registration/stageConfigs';
import { isMap } from '../values/readValue';

/** A form as a test sees it: the current stage, and every change that the form made. */
export interface ShownForm {
  stage: Record<string, unknown>;
  /** The pipeline that Deck holds now. */
  pipeline: unknown;
  changes: Record<string, unknown>[];
  container: HTMLElement;
}

/**
 * Deck's part: one Deck changes the stage in place and renders again, a newer one passes a changed copy of the whole
 * pipeline.
 */
export type Host = 'changes in place' | 'hands out copies';

/** Shows the form that is registered for a stage type, in a host that stores the stage as Deck does. */
export function showForm(
  type: StageType,
  stage: Record<string, unknown>,
  { pipeline, host = 'changes in place' }: { pipeline?: unknown; host?: Host } = {},
): ShownForm {
  const Form = stageConfigs.find(({ key }) => key === type)?.component;
  if (Form === undefined) throw new Error(`No form is registered for ${type}.`);
  const shown: ShownForm = {
    stage,
    pipeline: pipeline ?? { stages: [...requisitesOf(stage), stage] },
    changes: [],
    container: document.body,
  };
  const Page = (): React.ReactElement => {
    const [, again] = React.useReducer((count: number) => count + 1, 0);
    const update = (changes: Record<string, unknown>): void => {
      shown.changes.push(changes);
      if (host === 'changes in place') Object.assign(shown.stage, changes);
      else {
        shown.pipeline = copyWith(shown.pipeline, shown.stage, changes);
        shown.stage = { ...shown.stage, ...changes };
      }
      again();
    };
    return (
      <Form
        stage={shown.stage}
        pipeline={shown.pipeline}
        updateStageField={update}
        updateStage={update}
        stageFieldUpdated={() => undefined}
        application={{ name: 'demo' }}
      />
    );
  };
  shown.container = render(<Page />).container;
  return shown;
}

/** The stages that a stage depends on. */
const requisitesOf = ({ requisiteStageRefIds: refIds }: Record<string, unknown>): object[] =>
  (Array.isArray(refIds) ? refIds : []).map((refId: unknown) => ({
    type: 'wait',
    name: `Wait ${String(refId)}`,
    refId,
  }));

/** A copy of a pipeline in which one stage has changed. */
function copyWith(pipeline: unknown, stage: Record<string, unknown>, changes: Record<string, unknown>): unknown {
  const stages = isMap(pipeline) ? pipeline['stages'] : undefined;
  if (!isMap(pipeline) || !Array.isArray(stages)) return pipeline;
  return {
    ...pipeline,
    stages: stages.map((one: unknown) => (one === stage ? { ...stage, ...changes } : isMap(one) ? { ...one } : one)),
  };
}

/** The control with these words. */
export const control = (words: string | RegExp): HTMLElement => screen.getByLabelText(words);

/** Types a text into a control, letter by letter as far as the form can tell, and leaves it. */
export function type(words: string | RegExp, text: string): void {
  const element = control(words);
  fireEvent.change(element, { target: { value: text } });
  fireEvent.blur(element);
}

/** Clicks the element with these words. */
export const click = (role: 'button' | 'radio' | 'checkbox' | 'option', name: string | RegExp): void => {
  fireEvent.click(screen.getByRole(role, { name }));
};

/** The lines in red. */
export const redLines = (container: HTMLElement): string[] =>
  [...container.querySelectorAll('.lst-error')].map((line) => line.textContent?.trim() ?? '');

/** What a stage would be saved as: without undefined fields. */
export const saved = (stage: Record<string, unknown>): unknown => JSON.parse(JSON.stringify(stage)) as unknown;

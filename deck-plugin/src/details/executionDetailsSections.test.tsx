import { ExecutionDetailsTasks, type IExecutionDetailsSectionProps } from '@spinnaker/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import React from 'react';
import { STAGE_TYPES, type StageType } from 'stage-contract';
import { STYLE_ID } from '../look/injectStyles';
import { stageRegistry } from '../stages/stageRegistry';
import { executionDetailsSections } from './executionDetailsSections';
import { routeReverted, routeRunning } from './fixtures/routeOutcomes';
import { stageOf, STARTED_AT } from './fixtures/stageOf';

/** Deck passes much more than the details read; what they read is in the stage and the execution. */
const propsOf = (stage: unknown, current: string, name: string): IExecutionDetailsSectionProps =>
  ({
    stage,
    execution: { authentication: { user: 'demo' } },
    current,
    name,
  }) as unknown as IExecutionDetailsSectionProps;

/** A stage that reports whenever its document is read. */
const watched = (stage: object, read: () => void): object =>
  new Proxy(stage, {
    get: (target, name) => {
      if (name === 'context') read();
      return Reflect.get(target, name) as unknown;
    },
  });

function showTab(stage: unknown, current: string): HTMLElement {
  const sections = executionDetailsSections(stageRegistry['Aws.LambdaTrafficRoutingStage']).slice(0, 2);
  return render(
    <>
      {sections.map((Section) => (
        <Section key={Section.title} {...propsOf(stage, current, Section.title)} />
      ))}
    </>,
  ).container;
}

const [OutcomeSection] = executionDetailsSections(stageRegistry['Aws.LambdaTrafficRoutingStage']);
if (OutcomeSection === undefined) throw new Error('A Route has no tab of its own');

describe('the tabs of a stage in Deck', () => {
  it.each(
    STAGE_TYPES.map((type, index) => [
      type,
      ['Deployment', 'Update code', 'Route', 'Invoke', 'Delete', 'Rollout action'][index],
    ]),
  )("of %s are %s, AWS calls and Deck's Task Status", (type, title) => {
    const sections = executionDetailsSections(stageRegistry[type as StageType]);

    expect(sections.map((section) => section.title)).toEqual([title, 'AWS calls', 'taskStatus']);
    expect(sections[2]).toBe(ExecutionDetailsTasks);
  });

  it('show only the selected one, and each marks the page for the full width', () => {
    const container = showTab(stageOf('TERMINAL', routeReverted), 'AWS calls');

    expect(container.querySelectorAll('.step-section-details')).toHaveLength(1);
    expect(screen.queryByRole('status')).toBeNull();
    expect(container.querySelector('.lst-full-width')).not.toBeNull();
    expect(document.getElementById(STYLE_ID)?.textContent).toContain(':has(.lst-full-width)');
  });

  it("write times in Deck's zone and name it once", () => {
    const container = showTab(stageOf('TERMINAL', routeReverted), 'Route');

    expect(container.textContent?.match(/UTC/g)).toHaveLength(1);
    expect(container.textContent).toContain('14:10:21');
  });

  it('keep the current step counting while the stage runs', () => {
    jest.useFakeTimers({ now: STARTED_AT + 3_000 });
    try {
      const container = showTab(stageOf('RUNNING', routeRunning), 'Route');
      expect(container.textContent).toContain('14:00:052 s');

      act(() => {
        jest.advanceTimersByTime(4_000);
      });

      expect(container.textContent).toContain('14:00:056 s');
    } finally {
      jest.useRealTimers();
    }
  });

  it('read the stage when Deck has news of it, and not because a second has passed', () => {
    jest.useFakeTimers({ now: STARTED_AT + 3_000 });
    const read = jest.fn();
    try {
      const { container, rerender } = render(
        <OutcomeSection {...propsOf(watched(stageOf('RUNNING', routeRunning), read), 'Route', 'Route')} />,
      );
      const readsOfOne = read.mock.calls.length;
      act(() => {
        jest.advanceTimersByTime(4_000);
      });
      expect(container.textContent).toContain('14:00:056 s');
      expect(read).toHaveBeenCalledTimes(readsOfOne);

      rerender(<OutcomeSection {...propsOf(watched(stageOf('TERMINAL', routeReverted), read), 'Route', 'Route')} />);

      expect(read).toHaveBeenCalledTimes(2 * readsOfOne);
      expect(readsOfOne).toBeGreaterThan(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('read nothing for a tab that is not open', () => {
    const read = jest.fn();

    showTab(watched(stageOf('TERMINAL', routeReverted), read), 'taskStatus');

    expect(read).not.toHaveBeenCalled();
  });

  it.each([
    ['of another type of stage', 'Deployment', 1],
    ['that the address does not name', undefined, 1],
    ['that Deck does not know yet', null, 0],
  ])("show the stage's own tab in place of one %s", (_, current, tabs) => {
    const container = showTab(stageOf('TERMINAL', routeReverted), current as string);

    expect(container.querySelectorAll('.step-section-details')).toHaveLength(tabs);
    expect(screen.queryAllByRole('status')).toHaveLength(tabs);
  });

  it('copy the request ID of a failure and say so', async () => {
    const written: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: {
        writeText: (text: string) => {
          written.push(text);
          return Promise.resolve();
        },
      },
    });
    showTab(stageOf('TERMINAL', routeReverted), 'Route');

    fireEvent.click(screen.getByRole('button', { name: 'Copy request id' }));

    expect((await screen.findByRole('button', { name: 'Copied request id' })).textContent).toBe('Copied');
    expect(written).toEqual(['8f5e7c1a-52d0-4b7e-9c1f-3a6d2b9e0f44']);
  });
});

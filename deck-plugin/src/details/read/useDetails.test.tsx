import { RequestBuilder } from '@spinnaker/core';
import { act, render } from '@testing-library/react';
import React from 'react';
import { routeReverted, routeRunning } from '../fixtures/routeOutcomes';
import { stageOf, STARTED_AT } from '../fixtures/stageOf';
import type { StageDetails } from './readDetails';
import { useDetails } from './useDetails';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const ENDED_AT = STARTED_AT + 12_000;
const running = { ...routeRunning, id: 'op-1' };
const final = { ...routeReverted, id: 'op-1' };
const cancelled = stageOf('CANCELED', running);
const withOutcome = stageOf('CANCELED', running, { lambdaStages: { outcome: final } });
const ended = { id: 'execution-1', status: 'CANCELED', endTime: ENDED_AT };

/** Answers Gate's clients one after the other; an error is thrown. */
function gateAnswers(...answers: unknown[]): { urls: string[] } {
  const urls: string[] = [];
  jest.spyOn(RequestBuilder.defaultHttpClient, 'get').mockImplementation(({ url }) => {
    const answer = answers[Math.min(urls.length, answers.length - 1)];
    urls.push(url ?? '');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return { urls };
}

/** What a page with this stage shows now. */
function show(stage: unknown, execution: unknown) {
  const result: { current?: StageDetails } = {};
  const Page = ({ of }: { of: unknown }): null => {
    result.current = useDetails(ROUTE, of, execution);
    return null;
  };
  const { rerender, unmount } = render(<Page of={stage} />);
  return { result, unmount, rerender: (of: unknown) => rerender(<Page of={of} />) };
}

/** React runs effects at the end of an `act`, so no more than one request comes in each. */
async function pass(seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 5)
    await act(async () => {
      await jest.advanceTimersByTimeAsync(Math.min(left, 5) * 1000);
    });
}

beforeEach(() => {
  jest.useFakeTimers({ now: ENDED_AT + 1_000 });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the details of a stage that was cancelled before its outcome was there', () => {
  it('show how it ended as soon as the sidecar has written it, although Deck no longer asks', async () => {
    const gate = gateAnswers({ stages: [cancelled] }, new Error('503'), { stages: [withOutcome] });
    const { result } = show(cancelled, ended);

    expect(result.current?.outcome.status).toBe('RUNNING');
    await pass(15);

    expect(result.current?.outcome.status).toBe(final.status);
    expect(gate.urls).toHaveLength(3);
    expect(gate.urls[0]).toContain('/pipelines/execution-1');
    await pass(60);
    expect(gate.urls).toHaveLength(3);
  });

  it('ask for no longer than an outcome may take, and not for an execution that ended long ago', async () => {
    const gate = gateAnswers({ stages: [cancelled] });
    show(cancelled, ended);
    await pass(3600);
    const asked = gate.urls.length;
    show(cancelled, ended);
    await pass(60);

    expect(asked).toBeGreaterThan(100);
    expect(asked).toBeLessThanOrEqual(120);
    expect(gate.urls).toHaveLength(asked);
  });

  it("take Deck's own news over what was asked for", async () => {
    gateAnswers({ stages: [withOutcome] });
    const { result, rerender } = show(cancelled, ended);
    await pass(5);

    rerender(stageOf('RUNNING', running));

    expect(result.current?.phase).toBe('running');
  });

  it.each([
    ['the execution still runs: Deck asks itself', cancelled, { id: 'execution-1', endTime: null }],
    ['the outcome is there', withOutcome, ended],
    ['the stage ended by itself', stageOf('TERMINAL', final), ended],
  ])('ask for nothing if %s', async (_why, stage, execution) => {
    const gate = gateAnswers({ stages: [] });
    show(stage, execution);
    await pass(60);

    expect(gate.urls).toEqual([]);
  });

  it('stop asking when the page is left', async () => {
    const gate = gateAnswers({ stages: [cancelled] });
    const { unmount } = show(cancelled, ended);
    await pass(5);
    unmount();
    await pass(60);

    expect(gate.urls).toHaveLength(1);
  });
});

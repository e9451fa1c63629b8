import { RequestBuilder } from '@spinnaker/core';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import React from 'react';
import type { Outcome } from 'stage-contract';
import * as acted from '../../fixtures/actedOutcomes';
import { told } from '../../fixtures/inForm2';
import { routeHolding } from '../../fixtures/routeOutcomes';
import { stageOf, STARTED_AT } from '../../fixtures/stageOf';
import { readDetails } from '../../read/readDetails';
import { StageOutcome } from '../../StageOutcome';
import { zonedTimes } from '../../text/zonedTimes';
import { NowMs } from '../NowMs';

const times = zonedTimes('UTC');
/** Each test has a stage of its own: what was asked of one is kept while the page lives. */
let stages = 0;
let stageId = '';

function page(outcome: Outcome | object, nowMs = STARTED_AT + 5000): React.ReactElement {
  const stage = { ...stageOf('RUNNING', outcome), id: stageId };
  const execution = { id: 'execution-1', application: 'checkout', authentication: { user: 'demo' } };
  return (
    <NowMs.Provider value={nowMs}>
      <StageOutcome details={readDetails('Aws.LambdaTrafficRoutingStage', stage, execution)} times={times} />
    </NowMs.Provider>
  );
}

interface Posted {
  url?: string;
  data?: {
    id: string;
    application: string;
    name: string;
    stages: Record<string, unknown>[];
  };
}

/** Gate as these tests need it: what it starts, and the stage that asks, look by look; an error is thrown. */
function gate(started: unknown, ...looks: unknown[]): Posted[] {
  const posted: Posted[] = [];
  const answer = (value: unknown): Promise<unknown> =>
    value instanceof Error || (value as { status?: number } | undefined)?.status !== undefined
      ? Promise.reject(value as Error)
      : Promise.resolve(value);
  jest.spyOn(RequestBuilder.defaultHttpClient, 'post').mockImplementation((config) => {
    posted.push(config as Posted);
    return answer(started);
  });
  jest.spyOn(RequestBuilder.defaultHttpClient, 'get').mockImplementation(() => {
    const look = looks.length > 1 ? looks.shift() : looks[0];
    return look instanceof Error ? Promise.reject(look) : Promise.resolve({ id: 'ask-1', stages: [look] });
  });
  return posted;
}

const STARTED = { ref: '/pipelines/ask-1' };
const asking = (status: string, body?: object): object => ({ ...stageOf(status, body), id: 'ask-stage' });
const refused = asking('TERMINAL', {
  status: 'TERMINAL',
  progress: 'Failed',
  failure: {
    code: 'actionNotAllowed',
    what: 'Skip hold is not possible: the rollout is not in a hold.',
    told: told('actionRefused', {
      action: 'skipHold',
      because: { words: 'the rollout is not in a hold', ...told('notInHold') },
    }),
  },
});

const button = (name: string): HTMLButtonElement => screen.getByRole('button', { name });
const isOff = (name: string): boolean => button(name).getAttribute('aria-disabled') === 'true';
const dialog = (): HTMLElement => screen.getByRole('dialog');
const pass = (seconds: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(seconds * 1000);
  });
const line = (): string =>
  screen
    .getAllByRole('status')
    .map((status) => status.textContent)
    .slice(1)
    .join('');
const describedBy = (element: HTMLElement): string | null | undefined =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;

async function confirm(verb: string, reason = ''): Promise<void> {
  button(verb).focus();
  fireEvent.click(button(verb));
  fireEvent.change(within(dialog()).getByRole('textbox'), { target: { value: reason } });
  fireEvent.click(within(dialog()).getByRole('button', { name: verb }));
  await pass(0);
}

beforeEach(() => {
  stages += 1;
  stageId = `stage-${stages}`;
  jest.useFakeTimers({ now: STARTED_AT + 5000 });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the buttons', () => {
  it('stand in order; one that does not work says why, visibly and for screen readers', () => {
    render(page(acted.rolloutLacksCalls));

    const group = screen.getByRole('group', { name: 'Actions' });
    expect(
      within(group)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Promote now', 'Skip hold', 'Hold', 'Revert']);
    expect(isOff('Skip hold')).toBe(true);
    expect(describedBy(button('Skip hold'))).toBe('Skip hold not now: the guard needs 342 more invocations.');
    expect(isOff('Hold')).toBe(false);
    expect(button('Hold').getAttribute('aria-describedby')).toBeNull();
  });

  it('lead with Continue while the rollout waits, and say who may and what happens otherwise', () => {
    const { container } = render(page(acted.rolloutWaiting));

    expect(screen.getAllByRole('status')[0]?.textContent).toBe('Waiting at 50% for somebody to continue the rollout');
    expect(within(screen.getByRole('group', { name: 'Actions' })).getAllByRole('button')[0]?.textContent).toBe(
      'Continue',
    );
    expect(container.textContent).toContain('Who mayanyone with access to account prod');
    expect(container.textContent).toContain('Unansweredat 22 Nov 14:00:07, the stage fails, and live goes back');
    expect(screen.getByRole('row', { name: /^Waiting Hold 50% until/ })).toBeTruthy();
  });

  it('say once that a rollout has ended', () => {
    const stage = { ...stageOf('TERMINAL', acted.rolloutEnded), id: stageId };
    const details = readDetails('Aws.LambdaTrafficRoutingStage', stage, { id: 'e', application: 'a' });
    const { container } = render(<StageOutcome details={details} times={times} />);

    expect(isOff('Revert')).toBe(true);
    expect(describedBy(button('Revert'))).toBe('Nothing to act on: this rollout has ended.');
    fireEvent.click(button('Revert'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(container.textContent?.split('this rollout has ended')).toHaveLength(2);
  });

  it.each([[undefined], [[]], ['x'], [[{ verb: 'promote' }, null]]])(
    'are replaced by what else can be done if the outcome says %j of actions',
    (actions) => {
      const { container } = render(page({ ...routeHolding, actions }));

      expect(screen.queryByRole('group', { name: 'Actions' })).toBeNull();
      expect(container.textContent).toContain('To revert, cancel the execution.');
    },
  );
});

describe('the question', () => {
  it('says the effect in figures, and gives the focus to the reason and back', () => {
    render(page(acted.rolloutHolding));
    button('Promote now').focus();
    fireEvent.click(button('Promote now'));

    expect(dialog().getAttribute('aria-labelledby')).toBe(screen.getByText('Promote v42 now?').id);
    expect(describedBy(dialog())).toContain('live goes from v41 90%, v42 10% to v42 100% at once.');
    expect(describedBy(dialog())).toContain('Leaves out 2 holds and 1 check');
    expect(describedBy(dialog())).toContain('Then bakes 5 min');
    expect(document.activeElement).toBe(within(dialog()).getByRole('textbox', { name: /^Reason/ }));

    fireEvent.click(within(dialog()).getByRole('button', { name: 'Cancel' }));

    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(button('Promote now'));
  });

  it('is closed by Escape, which the browser reports as a cancel, and sends nothing', () => {
    const posted = gate(STARTED);
    render(page(acted.rolloutHolding));
    fireEvent.click(button('Revert'));
    fireEvent(dialog(), new Event('cancel', { cancelable: true }));

    expect(screen.queryByRole('dialog')).toBeNull();
    expect(posted).toEqual([]);
  });

  it('uses a modal dialog where the browser has one', () => {
    const showModal = jest.fn(function (this: HTMLElement) {
      this.setAttribute('open', '');
    });
    Object.assign(HTMLDialogElement.prototype, { showModal, close: jest.fn() });
    render(page(acted.rolloutHolding));
    fireEvent.click(button('Hold'));

    expect(showModal).toHaveBeenCalledTimes(1);
    Reflect.deleteProperty(HTMLDialogElement.prototype, 'showModal');
    Reflect.deleteProperty(HTMLDialogElement.prototype, 'close');
  });

  it('can no longer be confirmed once the rollout has gone on, and says so without losing what was typed', () => {
    const { rerender } = render(page(acted.rolloutHolding));
    fireEvent.click(button('Skip hold'));
    fireEvent.change(within(dialog()).getByRole('textbox'), { target: { value: 'looks fine' } });
    rerender(page(acted.rolloutLacksCalls));

    expect(within(dialog()).getByRole<HTMLInputElement>('textbox').value).toBe('looks fine');
    expect(within(dialog()).getByRole<HTMLButtonElement>('button', { name: 'Skip hold' }).disabled).toBe(true);
    expect(within(dialog()).getByRole('alert').textContent).toBe(
      'No longer possible: the guard needs 342 more invocations.',
    );
  });
});

describe('a confirmed action', () => {
  it('starts a pipeline with one Rollout Action stage about this stage, under a new ID', async () => {
    const posted = gate(STARTED, asking('RUNNING'));
    render(page(acted.rolloutHolding));
    await confirm('Promote now', '  totals are right, see ${ticket} ');

    const [{ url, data } = {}] = posted;
    expect(url).toContain('/pipelines/start');
    expect(data?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(data).toMatchObject({ application: 'checkout', name: 'Promote now: checkout-api' });
    expect(data?.stages).toEqual([
      {
        refId: '1',
        requisiteStageRefIds: [],
        type: 'Aws.LambdaRolloutActionStage',
        alias: 'preconfiguredWebhook',
        name: 'Promote now',
        account: 'prod',
        region: 'eu-west-1',
        functionName: 'checkout-api',
        aliasName: 'live',
        rolloutExecutionId: 'execution-1',
        rolloutStageId: stageId,
        action: 'promote',
        reason: 'totals are right, see $\u2060{ticket}',
      },
    ]);
  });

  it('needs no reason, and every request has an ID of its own', async () => {
    const posted = gate(STARTED, asking('SUCCEEDED'));
    const { rerender } = render(page(acted.rolloutHolding));
    await confirm('Revert', '   ');
    await pass(2);
    rerender(page(acted.rolloutHolding, STARTED_AT + 60_000));
    await confirm('Revert');

    expect(posted).toHaveLength(2);
    expect(posted[0]?.data?.stages[0]).not.toHaveProperty('reason');
    expect(posted[0]?.data?.id).not.toBe(posted[1]?.data?.id);
  });

  it('is followed until the rollout has taken it, and no button works until the page shows that', async () => {
    gate(STARTED, asking('RUNNING'), new Error('Gate is away'), asking('SUCCEEDED'));
    const { rerender } = render(page(acted.rolloutHolding));
    await confirm('Hold', 'look');

    expect(line()).toContain('Hold is asked; waiting for the rollout to take it.');
    expect(document.activeElement).toBe(button('Hold'));
    expect(screen.getByRole('link', { name: 'Execution of the request' }).getAttribute('href')).toBe(
      '#/executions/ask-1',
    );
    expect(isOff('Revert')).toBe(true);
    expect(describedBy(button('Revert'))).toContain('Hold is asked');
    fireEvent.click(button('Revert'));
    expect(screen.queryByRole('dialog')).toBeNull();
    await pass(3);

    expect(line()).toContain('Hold was taken by the rollout. This page shows it as soon as Orca polls again');
    expect(isOff('Revert')).toBe(true);
    rerender(page(acted.rolloutHeld, STARTED_AT + 9_000));

    expect(line()).toContain('Hold was taken by the rollout. Execution');
    expect(isOff('Continue')).toBe(false);
    expect(isOff('Revert')).toBe(false);
    expect(screen.getByRole('region', { name: 'Timeline' }).textContent).toContain(
      'Hold: jane (“INC-2041: looking at the totals”)',
    );
  });

  it('is remembered when Deck draws another tab in between', async () => {
    gate(STARTED, asking('RUNNING'), asking('SUCCEEDED'));
    const { unmount } = render(page(acted.rolloutHolding));
    await confirm('Promote now');
    unmount();
    await pass(5);
    render(page(acted.rolloutHolding));

    expect(line()).toContain('Promote now was taken by the rollout.');
  });

  it('is forgotten when the stage is restarted', async () => {
    gate(STARTED, asking('SUCCEEDED'));
    const { rerender } = render(page(acted.rolloutHolding));
    await confirm('Hold');
    await pass(1);
    rerender(page({ ...acted.rolloutHolding, startedAt: '2026-11-21T15:00:00Z' }));

    expect(line()).toBe('');
    expect(isOff('Hold')).toBe(false);
  });

  it('shows a refusal with its reason and what to do, and the buttons work again', async () => {
    gate(STARTED, refused);
    render(page(acted.rolloutHolding));
    await confirm('Skip hold');
    await pass(1);

    expect(line()).toContain('Skip hold was refused.');
    expect(screen.getByRole('group', { name: 'Failure' }).textContent).toContain(
      'Failed: Skip hold is not possible: the rollout is not in a hold.',
    );
    expect(screen.getByRole('group', { name: 'Failure' }).textContent).toContain('Next');
    expect(isOff('Skip hold')).toBe(false);
  });

  it('shows the response to a stage that was not let in', async () => {
    const rejected = asking('TERMINAL');
    Object.assign((rejected as { context: { webhook: object } }).context.webhook, {
      statusCodeValue: 403,
      body: { failure: { code: 'accountNotAllowed', what: 'demo may not use account prod.' } },
    });
    gate(STARTED, rejected);
    render(page(acted.rolloutHolding));
    await confirm('Revert');
    await pass(1);

    expect(screen.getByRole('group', { name: 'Failure' }).textContent).toContain('demo may not use account prod.');
  });

  it('that nobody answers is given up, with the execution to look at', async () => {
    gate(STARTED, asking('RUNNING'));
    render(page(acted.rolloutHolding));
    await confirm('Hold');
    await pass(200);

    expect(line()).toContain('nobody has answered');
    expect(isOff('Hold')).toBe(false);
  });

  it.each([
    [
      { status: 403, data: { message: 'Access denied to application checkout' } },
      [
        /was not sent: Gate does not let you start pipelines \(403\)/,
        /Gate says: Access denied to application checkout\./,
        /To revert, cancel the execution/,
      ],
    ],
    [{ status: 401, data: {} }, [/you are not logged in \(401\)/]],
    [{ status: 404, data: {} }, [/does not start pipelines that are not saved \(404\)/, /To revert, cancel/]],
    [{ status: 400, data: { message: 'no id' } }, [/Gate answered 400/, /Gate says: No id\./, /To revert, cancel/]],
    [{ status: 503, data: {} }, [/may not have been sent: Gate answered 503/, /try again/]],
    [{ status: -1 }, [/may not have been sent: Gate did not answer/]],
    [new Error('Failed to fetch'), [/may not have been sent: Gate did not answer/]],
    [undefined, [/may not have been sent/]],
    [{ ref: 7 }, []],
  ])('that Gate turns down with %j says what to do', async (answer, expected) => {
    gate(answer, asking('RUNNING'));
    render(page(acted.rolloutHolding));
    await confirm('Revert');

    for (const words of expected) expect(line()).toMatch(words);
    expect(line()).not.toContain('undefined');
  });
});

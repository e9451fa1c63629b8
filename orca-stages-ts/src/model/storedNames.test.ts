import { actionNames, guardNames, reportNames, resourceOf, stepNames, storedResource } from './storedNames';
import type { StoredNames } from './storedDocument';

const STORED_STEP = { id: 'route', sentence: 'Move live', mutates: true, raisesCandidate: true };
const STEP = { id: 'route', sentence: 'Move live', mutates: true, beginsWhen: 'orcaIsPolling' };
const deletionNames = actionNames({ deleteVersion: { name: 'version', fields: ['version'] } });
const SPLIT = { mainVersion: '41', additionalVersion: '42', additionalWeightPercent: 10 };
const STORED_FOLLOW_UP = {
  aliasName: 'live',
  afterSeconds: 60,
  guards: SPLIT,
  to: { mainVersion: '41' },
  step: STORED_STEP,
};
const FOLLOW_UP = { resource: 'alias:live', afterSeconds: 60, guard: SPLIT, to: { mainVersion: '41' }, step: STEP };

describe('in the journal, as release 0.1.0 reads and writes it,', () => {
  it.each<[string, StoredNames, stored: Record<string, unknown>, known: Record<string, unknown>]>([
    ['a step that waits for Orca to be polling raises the candidate', stepNames, STORED_STEP, STEP],
    ['a step that waits for nothing says nothing', stepNames, { id: 'hold' }, { id: 'hold' }],
    [
      'a follow-up is a timer',
      reportNames,
      { warnings: [], timer: STORED_FOLLOW_UP },
      { warnings: [], followUp: FOLLOW_UP },
    ],
    [
      'a follow-up that only runs if something is found is no timer: that would run',
      reportNames,
      { watched: { ...STORED_FOLLOW_UP, watch: { step: STORED_STEP, onlyIfFound: true } } },
      { followUp: { ...FOLLOW_UP, watch: { step: STEP, onlyIfFound: true } } },
    ],
    [
      'a timer that is watched until it fires is a timer, too',
      reportNames,
      { watched: { ...STORED_FOLLOW_UP, watch: { step: STORED_STEP, onlyIfFound: false } }, timer: STORED_FOLLOW_UP },
      { followUp: { ...FOLLOW_UP, watch: { step: STEP, onlyIfFound: false } } },
    ],
    ['a report without a follow-up has no timer', reportNames, { warnings: [] }, { warnings: [] }],
    [
      'a step of Delete or Invoke has an action',
      deletionNames,
      { id: 'delete-v41', decided: [], kind: 'deleteVersion', action: { kind: 'version', version: '41' } },
      { id: 'delete-v41', decided: [], kind: 'deleteVersion', version: '41' },
    ],
    ['a follow-up keeps what it guards', guardNames, { guards: SPLIT }, { guard: SPLIT }],
  ])('%s', (_title, names, stored, known) => {
    const read = names.fromStored(stored),
      written = names.toStored(known);

    expect(read).toEqual(known);
    expect(written).toEqual(stored);
  });

  it.each([
    ['alias:live', 'live'],
    ['concurrency:checkout', 'concurrency:checkout'],
  ])('%s is called %s', (resource, stored) => {
    expect(storedResource(resource)).toBe(stored);
    expect(resourceOf(stored)).toBe(resource);
  });

  it('a step that does not raise the candidate waits for nothing', () => {
    expect(stepNames.fromStored({ id: 'route', raisesCandidate: false })).toEqual({ id: 'route' });
  });

  it.each([
    ['a step', stepNames, { raisesCandidate: 'maybe' }, { beginsWhen: 'maybe' }],
    ['a timer', reportNames, { timer: 'soon' }, { followUp: 'soon' }],
    ['the alias of a timer', reportNames, { timer: { aliasName: 7 } }, { followUp: { resource: 7 } }],
  ])('an unknown value of %s is left to the schema to reject', (_what, names, stored, known) => {
    expect(names.fromStored(stored)).toEqual(known);
  });

  it('a step that release 0.1.0 planned is identified by its action only', () => {
    expect(deletionNames.fromStored({ id: 'delete-v41', action: { kind: 'version', version: '41' } })).toEqual({
      id: 'delete-v41',
      kind: 'deleteVersion',
      version: '41',
    });
  });

  it.each([
    ['no action', { id: 'delete-v41' }],
    ['an action that is no object', { id: 'delete-v41', action: 'version' }],
    ['an action that nobody knows', { id: 'delete-v41', action: { kind: 'sweep' } }],
  ])('a step with %s gets no kind', (_title, stored) => {
    expect(deletionNames.fromStored(stored)['kind']).toBeUndefined();
  });
});

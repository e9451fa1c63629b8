import type { RouteInput } from 'stage-contract';
import { descriptionChange, descriptionPins, describes, replacedBy } from './descriptionChange';

const input = (aliasDescription?: string): RouteInput => ({
  ...{ account: 'local', region: 'us-east-1', functionName: 'checkout', aliasName: 'live' },
  deploymentStrategy: '$SIMPLE',
  ...(aliasDescription === undefined ? {} : { aliasDescription }),
});
const aliasWith = (description: string) => ({
  ...{ aliasName: 'live', aliasArn: 'arn', revisionId: 'r1', mainVersion: '1' },
  description,
});
const first = (description: string) => ({ kind: 'firstDescription', value: { description }, mode: 'replace' });
const intended = (description: string, text: string) => ({
  kind: 'leftDescription',
  value: { description, intended: text },
});

describe('the description of an alias', () => {
  it.each<
    [
      string,
      string | undefined,
      string | undefined,
      { first: string; left: string; intended?: string } | undefined,
      object,
    ]
  >([
    [
      'goes back to what this stage found',
      ...(['new', 'found', undefined] as const),
      { change: { before: 'found', own: ['new'] }, pins: [first('found')], intends: [intended('found', 'new')] },
    ],
    [
      'goes back to what the execution found, if an earlier stage has left it',
      ...(['new', 'old', { first: 'found', left: 'old' }] as const),
      { change: { before: 'found', own: ['old', 'new'] }, pins: [], intends: [intended('old', 'new')] },
    ],
    [
      'goes back to what somebody else has set since, also for later stages',
      ...(['new', 'theirs', { first: 'found', left: 'old' }] as const),
      { change: { before: 'theirs', own: ['new'] }, pins: [first('theirs')], intends: [intended('theirs', 'new')] },
    ],
    [
      'is its own if an earlier attempt was about to set it',
      ...(['new', 'new', { first: 'found', left: 'found', intended: 'new' }] as const),
      { change: { before: 'found', own: ['new'] }, pins: [], intends: [] },
    ],
    [
      'is not replaced if somebody changes it after the stage has found what it wants',
      ...(['same', 'same', undefined] as const),
      { change: { before: 'same', own: [] }, pins: [first('same')], intends: [] },
    ],
    [
      'is not replaced if somebody else creates the alias with one',
      ...(['new', undefined, undefined] as const),
      { change: { before: '', own: ['new'] }, pins: [first('')], intends: [intended('', 'new')] },
    ],
    [
      'is taken back by a stage that does not set it',
      ...([undefined, 'old', { first: 'found', left: 'old' }] as const),
      { change: { before: 'found', own: ['old'] }, pins: [], intends: [] },
    ],
    [
      'is left alone by a stage that does not set it, if somebody else has',
      ...([undefined, 'theirs', { first: 'found', left: 'old' }] as const),
      { change: undefined, pins: [], intends: [] },
    ],
  ])('%s', (_title, wanted, found, described, expected) => {
    const observed = { alias: found === undefined ? undefined : aliasWith(found), described };

    const change = descriptionChange(input(wanted), observed);

    const undo = {
      aliasName: 'live',
      first: null,
      own: [],
      candidate: null,
      ...(change === undefined ? {} : { description: change }),
    };
    expect({
      change,
      pins: descriptionPins(input(wanted), observed, undo),
      intends: describes(input(wanted), observed),
    }).toMatchObject(expected);
    expect(replacedBy(undo)).toEqual(change === undefined ? undefined : [change.before, ...change.own]);
  });
});

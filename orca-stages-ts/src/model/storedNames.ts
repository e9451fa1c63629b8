import { ownEntry, present } from 'stage-contract';
import { aliasOf, aliasResource } from './resource';
import { isObject, type JsonObject, type StoredNames } from './storedDocument';

/*
 * Names that release 0.1.0 uses, after the only use that it had for them: a follow-up was a timer that reverts an
 * alias, a held resource a claimed alias. It reads these names in the documents and columns of today's journal, and it
 * may be the next release to run, because a release can be rolled back by one.
 */

/**
 * A resource, as documents and columns name it: an alias by its bare name. Alias names never contain a colon, so the
 * two can't be confused.
 */
export const storedResource = (resource: string): string => aliasOf(resource) ?? resource;
/** The resource that a stored name refers to. */
export const resourceOf = (stored: string): string => (stored.includes(':') ? stored : aliasResource(stored));

/** In steps: a step that only starts while Orca is polling used to be one that raises the candidate. */
export const stepNames: StoredNames = {
  fromStored: ({ raisesCandidate = false, ...step }) =>
    // The schema rejects anything other than true and false.
    raisesCandidate === false
      ? step
      : { ...step, beginsWhen: raisesCandidate === true ? 'orcaIsPolling' : raisesCandidate },
  toStored: ({ beginsWhen, ...step }) =>
    beginsWhen === 'orcaIsPolling' ? { ...step, raisesCandidate: true } : { ...step, ...present({ beginsWhen }) },
};

/** What a kind of step is called in the journal, and which of its fields are stored with that name. */
export interface StoredAction {
  name: string;
  fields: readonly string[];
}

/** In the steps of Delete and Invoke: the kind, and the fields that belong to it, used to be the step's `action`. */
export const actionNames = (actions: Readonly<Record<string, StoredAction>>): StoredNames => ({
  fromStored: ({ action, ...step }) => {
    // The schema rejects a step without a kind.
    if (!isObject(action)) return step;
    const { kind: name, ...fields } = action;
    const kind = Object.entries(actions).find(([, stored]) => stored.name === name)?.[0];
    return { ...step, ...fields, kind };
  },
  toStored: ({ kind, ...step }) => {
    const action = typeof kind === 'string' ? ownEntry(actions, kind) : undefined;
    if (action === undefined) return { kind, ...step };
    const ofAction = Object.entries(step).filter(([name]) => action.fields.includes(name)),
      shared = Object.entries(step).filter(([name]) => !action.fields.includes(name));
    return { ...Object.fromEntries(shared), kind, action: { kind: action.name, ...Object.fromEntries(ofAction) } };
  },
});

/**
 * In reports: a follow-up used to be the timer of an alias. One that watches has a name of its own: release 0.1.0 would take it for a timer, and run it although nothing was found. If
 * it runs at its time anyway, the timer is there, too.
 */
export const reportNames: StoredNames = {
  fromStored: ({ timer, watched, ...report }) => ({
    ...report,
    ...present({ followUp: ofObject(watched ?? timer, followUpFromStored) }),
  }),
  toStored: ({ followUp, ...report }) => {
    const stored = ofObject(followUp, followUpToStored);
    if (!isObject(stored) || !isObject(stored['watch'])) return { ...report, ...present({ timer: stored }) };
    const { watch, ...timer } = stored;
    return { ...report, watched: stored, ...(watch.onlyIfFound === true ? {} : { timer }) };
  },
};

const followUpFromStored = ({ aliasName, guards, step, watch, ...rest }: JsonObject): JsonObject => ({
  ...rest,
  ...present({
    resource: typeof aliasName === 'string' ? resourceOf(aliasName) : aliasName,
    guard: guards,
    step: ofObject(step, stepNames.fromStored),
    watch: ofObject(watch, watchNames.fromStored),
  }),
});

const followUpToStored = ({ resource, guard, step, watch, ...rest }: JsonObject): JsonObject => ({
  ...rest,
  ...present({
    aliasName: typeof resource === 'string' ? storedResource(resource) : resource,
    guards: guard,
    step: ofObject(step, stepNames.toStored),
    watch: ofObject(watch, watchNames.toStored),
  }),
});

const watchNames: StoredNames = {
  fromStored: ({ step, ...watch }) => ({ ...watch, ...present({ step: ofObject(step, stepNames.fromStored) }) }),
  toStored: ({ step, ...watch }) => ({ ...watch, ...present({ step: ofObject(step, stepNames.toStored) }) }),
};

/** In what a follow-up stores instead of facts. */
export const guardNames: StoredNames = {
  fromStored: ({ guards, ...facts }) => ({ ...facts, ...present({ guard: guards }) }),
  toStored: ({ guard, ...facts }) => ({ ...facts, ...present({ guards: guard }) }),
};

/** Anything that is not an object is left to the schema, which rejects it. */
const ofObject = (value: unknown, rename: (object: JsonObject) => JsonObject): unknown =>
  isObject(value) ? rename(value) : value;

import { aliasOf, aliasResource } from './resource';
import { isObject, type JsonObject, type StoredNames } from './storedDocument';

/*
 * What release 0.1.0 called by the one use that it had: a follow-up was a timer that reverts an alias, a held resource a claimed alias. It
 * reads these names in the documents and columns of today's journal, and may be what comes next: a release can be rolled back by one.
 */

/** A resource as documents and columns name it: an alias by its bare name. A colon stands in no alias's name, so the two can't be confused. */
export const storedResource = (resource: string): string => aliasOf(resource) ?? resource;
/** The resource that a stored name means. */
export const resourceOf = (stored: string): string => (stored.includes(':') ? stored : aliasResource(stored));

/** In steps: a step that begins only while Orca is polling was one that raises the candidate. */
export const stepNames: StoredNames = {
  fromStored: ({ raisesCandidate = false, ...step }) =>
    // Anything but true and false is for the schema to refuse.
    raisesCandidate === false
      ? step
      : { ...step, beginsWhen: raisesCandidate === true ? 'orcaIsPolling' : raisesCandidate },
  toStored: ({ beginsWhen, ...step }) =>
    beginsWhen === 'orcaIsPolling' ? { ...step, raisesCandidate: true } : { ...step, ...present({ beginsWhen }) },
};

/** In reports: a follow-up was a timer of an alias. */
export const reportNames: StoredNames = {
  fromStored: ({ timer, ...report }) => ({ ...report, ...present({ followUp: ofObject(timer, followUpFromStored) }) }),
  toStored: ({ followUp, ...report }) => ({ ...report, ...present({ timer: ofObject(followUp, followUpToStored) }) }),
};

const followUpFromStored = ({ aliasName, guards, step, ...rest }: JsonObject): JsonObject => ({
  ...rest,
  ...present({
    resource: typeof aliasName === 'string' ? resourceOf(aliasName) : aliasName,
    guard: guards,
    step: ofObject(step, stepNames.fromStored),
  }),
});

const followUpToStored = ({ resource, guard, step, ...rest }: JsonObject): JsonObject => ({
  ...rest,
  ...present({
    aliasName: typeof resource === 'string' ? storedResource(resource) : resource,
    guards: guard,
    step: ofObject(step, stepNames.toStored),
  }),
});

/** In what a follow-up keeps instead of facts. */
export const guardNames: StoredNames = {
  fromStored: ({ guards, ...facts }) => ({ ...facts, ...present({ guard: guards }) }),
  toStored: ({ guard, ...facts }) => ({ ...facts, ...present({ guards: guard }) }),
};

const present = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** What is no object is left to the schema, which refuses it. */
const ofObject = (value: unknown, rename: (object: JsonObject) => JsonObject): unknown =>
  isObject(value) ? rename(value) : value;

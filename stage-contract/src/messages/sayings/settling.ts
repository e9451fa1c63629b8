import { versionWords } from '../../routingWords';

/** How far AWS is with a change of a function or version, in AWS's own codes and words. */
export interface Settling {
  state: 'updateFailed' | 'failed' | 'inactive' | 'pending' | 'inProgress' | 'notActive';
  /** AWS's name for a state that is none of the above. */
  awsState?: string;
  awsCode?: string;
  awsReason?: string;
}

const STATE_WORDS: Readonly<Record<Settling['state'], string>> = {
  updateFailed: 'the update failed',
  failed: 'its state is Failed',
  inactive: 'its state is Inactive',
  pending: 'Pending',
  inProgress: 'InProgress',
  notActive: 'not Active',
};

/** Why AWS is not done, for people. */
export const settlingWords = ({ state, awsState, awsCode, awsReason }: Settling): string =>
  [awsState ?? STATE_WORDS[state], awsCode, awsReason].filter((part) => part !== undefined && part !== '').join(': ');

/** A function, or one version of it. */
export interface Changed {
  functionName: string;
  version?: string;
}

/** What AWS is working on, for people. */
export const changedWords = ({ functionName, version }: Changed): string =>
  version === undefined ? functionName : `${versionWords(version)} of ${functionName}`;

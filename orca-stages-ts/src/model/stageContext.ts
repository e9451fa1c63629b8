import type { AskPort } from './ask';
import type { AwsPorts } from './awsPort';
import type { OperationFacts } from './operationFacts';
import type { PinReader } from './pins';

/** What observing may use: the ports of AWS's services, and what the engine knows. Reads only. */
export interface ObserveContext extends AwsPorts {
  operation: OperationFacts;
  pins: PinReader;
  /** Asks other operations for something. */
  asks: AskPort;
  /** ISO 8601 time of this observation. */
  now: string;
}

/** A look during a hold. The facts contain what earlier looks saw. */
export interface Look {
  /** When the hold ends, ms since 1970. */
  endsAtMs: number;
  /** The hold is over: it ends now unless this look says until when it continues. */
  isLast: boolean;
}

/** What applying one step may use. */
export interface ApplyContext<Facts extends object> extends ObserveContext {
  /** Facts that earlier steps of this operation returned. */
  facts: Readonly<Partial<Facts>>;
  /** An earlier attempt of this step may have acted (crash, lost connection): read AWS before acting again. */
  again: boolean;
  /** For a hold: which look this is. */
  look?: Look;
  /** The number of attempts, including this one; for a look, the attempts of this look. */
  tries: number;
  /** When the step was first started, in ms since 1970. */
  firstBegunAtMs: number;
  /** The same clock as for the times in the journal, in ms since 1970. */
  nowMs: number;
  /** Longest wait between two checks of whether a change has settled, while it may still settle soon. */
  settlePollMs: number;
}

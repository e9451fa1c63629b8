import { present } from 'stage-contract';
import type { AwsScope } from '../model/awsPort';
import { notSent } from '../model/awsStageError';
import type { Clock } from '../model/clock';
import { awsFailureOf, isThrottle, type AwsFailure } from './awsFailure';
import type { CallFacts, NamedCall } from './callFacts';
import type { Pacer } from './pacer';
import { stageErrorOf, type FailureReader } from './stageErrorOf';

/** Everything that an AWS call needs, bound to one operation, account, region and execution. */
export interface AwsCallerDeps<Client, Facts extends CallFacts> {
  clock: Clock;
  scope: AwsScope;
  /** AWS's name for the call. */
  call: string;
  /** The call changes something when it succeeds, unless it is a dry run. */
  changes: boolean;
  client: Client;
  /** Lets the calls of a quota pool start in order; undefined for calls that have no rate limit. */
  pacer: Pacer | undefined;
  failures: FailureReader<Facts>;
  /** Makes sure that credentials are ready before a call; throws StageError if there are none. */
  prepare(scope: AwsScope): Promise<void>;
}

type Answered = { $metadata: { requestId?: string | undefined } };
type Ended<Answer> = { startedAtMs: number; durationMs: number } & (
  { ok: true; answer: Answer } | { ok: false; failure: AwsFailure }
);

/** The only way to call AWS: paced, called once, recorded, and with errors read. Knows no service. */
export class AwsCaller<Client, Facts extends CallFacts> {
  constructor(private readonly deps: AwsCallerDeps<Client, Facts>) {}

  /** Makes the call; throws StageError. */
  async call<Answer extends Answered>(facts: Facts, send: (client: Client) => Promise<Answer>): Promise<Answer> {
    return (await this.timedCall(facts, send)).answer;
  }

  /** Makes the call; returns undefined for AWS's "not found", and throws StageError for everything else. */
  async callOrUndefined<Answer extends Answered>(
    facts: Facts,
    send: (client: Client) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const named = this.named(facts);
    const ended = await this.paced(named, send);
    if (ended.ok) return ended.answer;
    if (this.deps.failures.isNotFound(ended.failure)) return undefined;
    throw this.errorOf(ended.failure, named);
  }

  /**
   * Makes the call and returns when it started and how long AWS took, not counting the wait for a token or credentials;
   * throws StageError.
   */
  async timedCall<Answer extends Answered>(
    facts: Facts,
    send: (client: Client) => Promise<Answer>,
  ): Promise<{ answer: Answer; startedAtMs: number; durationMs: number }> {
    const named = this.named(facts);
    const ended = await this.paced(named, send);
    if (ended.ok) return ended;
    throw this.errorOf(ended.failure, named);
  }

  private named(facts: Facts): NamedCall<Facts> {
    return { ...facts, name: facts.dryRun === true ? `${this.deps.call} (dry run)` : this.deps.call };
  }

  private errorOf(failure: AwsFailure, facts: NamedCall<Facts>): Error {
    return stageErrorOf(failure, facts, this.deps.scope, this.deps.failures);
  }

  private async paced<Answer extends Answered>(
    facts: NamedCall<Facts>,
    send: (client: Client) => Promise<Answer>,
  ): Promise<Ended<Answer>> {
    const { pacer, prepare, scope, clock, client } = this.deps;
    try {
      await pacer?.take();
      // After the wait for a token, which may be long: credentials must be valid when the call starts.
      await prepare(scope);
    } catch (error) {
      throw notSent(error);
    }
    const startedAtMs = clock.now();
    const ended = await this.recorded(facts, startedAtMs, () => send(client));
    if (!ended.ok && isThrottle(ended.failure)) await pacer?.throttled(startedAtMs);
    return ended;
  }

  private async recorded<Answer extends Answered>(
    { name, dryRun }: NamedCall<Facts>,
    startedAtMs: number,
    send: () => Promise<Answer>,
  ): Promise<Ended<Answer>> {
    const result = await send().then(
      (answer) => ({ ok: true, answer }) as const,
      (error: unknown) => ({ ok: false, failure: awsFailureOf(error) }) as const,
    );
    const durationMs = this.deps.clock.now() - startedAtMs;
    const requestId = result.ok ? result.answer.$metadata.requestId : result.failure.requestId;
    this.deps.scope.onCall({
      at: new Date(startedAtMs).toISOString(),
      call: name,
      changes: this.deps.changes && dryRun !== true,
      durationMs,
      ...present({ requestId }),
      ...(result.ok ? {} : { error: result.failure.awsCode }),
    });
    return { ...result, startedAtMs, durationMs };
  }
}

import { say, StageError, type AwsCall } from 'stage-contract';
import type { Clock } from '../model/clock';
import type { Sharing } from '../model/sharing';
import type { Answer, KeptAnswers } from './keptAnswers';

/** Something that is asked; questions with the same key have the same answer. */
export interface Question<Item> {
  key: string;
  item: Item;
}

/** How to ask AWS; `Item` is one question, `Value` one answer. */
export interface SharedCallsDeps<Item, Value> {
  clock: Clock;
  /** AWS's name for the call, for messages. */
  call: string;
  /** How long the first asker waits for others. */
  gatherMs: number;
  /** Answers that are young enough for somebody; several places may share them, if their keys differ. */
  kept: KeptAnswers<Value>;
  /** Puts questions together as far as one call can have them. */
  pack(questions: readonly Question<Item>[]): Question<Item>[][];
  /** Makes one call. An error as a value is only about its own question. */
  ask(
    questions: readonly Question<Item>[],
    onCall: (call: AwsCall) => void,
  ): Promise<ReadonlyMap<string, Value | StageError>>;
}

/** Who asks. */
export interface Asking extends Sharing {
  where: string;
  /** Told about each call that was made for it, alone or with others. */
  onCall(call: AwsCall): void;
}

/** One asker's questions until they are answered. */
class Asker<Item, Value> {
  readonly answers = new Map<string, Answer<Value>>();
  private readonly ends: (() => void)[] = [];
  isDone = false;

  constructor(
    readonly questions: readonly Question<Item>[],
    readonly asking: Asking,
    private readonly resolve: (answers: ReadonlyMap<string, Answer<Value>>) => void,
    private readonly reject: (error: unknown) => void,
  ) {}

  /** Called once this asker no longer waits. */
  atEnd(end: () => void): void {
    this.ends.push(end);
  }

  take(key: string, answer: Answer<Value>): void {
    this.answers.set(key, answer);
    this.endIfAnswered();
  }

  endIfAnswered(): void {
    if (this.questions.every((question) => this.answers.has(question.key))) this.end(() => this.resolve(this.answers));
  }

  fail(error: unknown): void {
    this.end(() => this.reject(error));
  }

  private end(settle: () => void): void {
    if (this.isDone) return;
    this.isDone = true;
    for (const end of this.ends) end();
    settle();
  }
}

/**
 * Lets everybody who asks the same of AWS share its calls: askers of about the same time are put into one, and an answer
 * that is young enough for an asker is not read again. What one asker does (give up, ask something that AWS rejects)
 * leaves the others their answers.
 */
export class SharedCalls<Item, Value extends object | string> {
  private waiting: Asker<Item, Value>[] = [];
  private cancelTimer: (() => void) | undefined;

  constructor(private readonly deps: SharedCallsDeps<Item, Value>) {}

  /** The answers by key. Throws StageError. */
  ask(questions: readonly Question<Item>[], asking: Asking): Promise<ReadonlyMap<string, Answer<Value>>> {
    return new Promise((resolve, reject) => {
      const { clock, gatherMs } = this.deps;
      if (asking.signal?.aborted === true) throw asking.signal.reason;
      const asker = new Asker<Item, Value>(questions, asking, resolve, reject);
      this.takeKnown(asker);
      if (asker.isDone) return;
      this.watch(asker);
      this.waiting.push(asker);
      this.cancelTimer ??= clock.at(clock.now() + gatherMs, () => {
        this.cancelTimer = undefined;
        this.askAll();
      });
    });
  }

  /** Cancels the timer; those who wait are never answered. */
  close(): void {
    this.cancelTimer?.();
    this.waiting = [];
  }

  /** Answers what is known and young enough. Without an age, everything is read: a clock may stand still. */
  private takeKnown(asker: Asker<Item, Value>): void {
    const { maxAgeMs = 0 } = asker.asking;
    const oldestMs = this.deps.clock.now() - maxAgeMs;
    if (maxAgeMs > 0)
      for (const { key } of asker.questions) {
        const known = this.deps.kept.get(key);
        if (known !== undefined && known.readAtMs >= oldestMs) asker.answers.set(key, known);
      }
    asker.endIfAnswered();
  }

  /** Ends an asker's wait when its signal or its deadline says so. */
  private watch(asker: Asker<Item, Value>): void {
    const { clock, call } = this.deps;
    const { signal, deadlineMs, where } = asker.asking;
    if (signal !== undefined) {
      const stop = (): void => asker.fail(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      asker.atEnd(() => signal.removeEventListener('abort', stop));
    }
    if (deadlineMs !== undefined)
      asker.atEnd(
        clock.at(deadlineMs, () =>
          asker.fail(
            new StageError({
              code: 'awsUnavailable',
              what: say('noAnswer', { call, awsCode: 'TimeoutError' }),
              where,
              awsCode: 'TimeoutError',
            }),
          ),
        ),
      );
  }

  private askAll(): void {
    const askers = this.waiting.filter(({ isDone }) => !isDone);
    this.waiting = [];
    const questions = new Map(
      askers.flatMap((asker) => openQuestions(asker).map((question) => [question.key, question] as const)),
    );
    for (const group of this.deps.pack([...questions.values()])) void this.askOne(group, askers);
  }

  /** One call for those who have a question in it. Never rejects. */
  private async askOne(group: readonly Question<Item>[], all: readonly Asker<Item, Value>[]): Promise<void> {
    const keys = new Set(group.map(({ key }) => key));
    const askers = all.filter((asker) => !asker.isDone && asker.questions.some(({ key }) => keys.has(key)));
    if (askers.length === 0) return;
    const readAtMs = this.deps.clock.now();
    try {
      const answers = await this.deps.ask(group, (call) => {
        for (const { asking } of askers) asking.onCall(call);
      });
      for (const [key, value] of answers) this.deliver(key, { value, readAtMs }, askers);
      // A bug in the caller's own code must not leave anybody waiting.
      for (const asker of askers)
        if (openQuestions(asker).some(({ key }) => keys.has(key))) asker.fail(new Error('A question had no answer.'));
    } catch (error) {
      await this.shareFailure(error, group, askers);
    }
  }

  private deliver(
    key: string,
    { value, readAtMs }: Answer<Value | StageError>,
    askers: readonly Asker<Item, Value>[],
  ): void {
    if (!(value instanceof StageError)) this.deps.kept.keep(key, { value, readAtMs });
    for (const asker of askers) {
      if (!asker.questions.some((question) => question.key === key)) continue;
      if (value instanceof StageError) asker.fail(value);
      else asker.take(key, { value, readAtMs });
    }
  }

  /** What AWS rejects may be one asker's question: each then asks on its own, so that only that one fails. */
  private async shareFailure(
    error: unknown,
    group: readonly Question<Item>[],
    askers: readonly Asker<Item, Value>[],
  ): Promise<void> {
    const isRejected = error instanceof StageError && error.code === 'awsRefused';
    if (!isRejected || askers.length === 1) {
      for (const asker of askers) asker.fail(error);
      return;
    }
    const keys = new Set(group.map(({ key }) => key));
    await Promise.all(
      askers.map((asker) =>
        this.askOne(
          openQuestions(asker).filter(({ key }) => keys.has(key)),
          [asker],
        ),
      ),
    );
  }
}

const openQuestions = <Item, Value>(asker: Asker<Item, Value>): Question<Item>[] =>
  asker.questions.filter(({ key }) => !asker.answers.has(key));

/** A stage as it appears in a pipeline; the tests run it, and the docs show it. */
export interface StageExample {
  /** What it does, as a sentence. */
  title: string;
  stage: Readonly<Record<string, unknown>>;
}

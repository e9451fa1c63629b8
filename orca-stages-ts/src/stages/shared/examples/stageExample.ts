/** A stage as it stands in a pipeline, run by tests and shown in the docs. */
export interface StageExample {
  /** What it does, as a sentence. */
  title: string;
  stage: Readonly<Record<string, unknown>>;
}

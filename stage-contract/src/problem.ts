/** One thing wrong with a stage's input: the field as a path, and a message with the remedy. */
export interface Problem {
  field: string;
  message: string;
}

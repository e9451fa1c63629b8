/** What the command line needs from the process. */
export interface CommandLine {
  environment: Readonly<Record<string, string | undefined>>;
  print(text: string): void;
  /** All of standard input. */
  readStandardInput(): string;
  /** Ends with this exit code, once everything is printed. */
  endWith(exitCode: number): void;
  /** Called for every request to stop (SIGTERM, SIGINT). */
  onStop(stop: () => void): void;
}

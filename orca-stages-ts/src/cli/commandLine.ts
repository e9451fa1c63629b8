/** What the command line needs from the process. */
export interface CommandLine {
  environment: Readonly<Record<string, string | undefined>>;
  print(text: string): void;
  /** What people should read beside the result. */
  printError(text: string): void;
  /** All of standard input. */
  readStandardInput(): string;
  /** Called for every request to stop (SIGTERM, SIGINT). */
  onStop(stop: () => void): void;
}

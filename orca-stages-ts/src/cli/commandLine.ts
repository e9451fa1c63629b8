/** What the command line needs of the process. */
export interface CommandLine {
  environment: Readonly<Record<string, string | undefined>>;
  print(text: string): void;
  /** Calls back at every wish to end (SIGTERM, SIGINT). */
  onStop(stop: () => void): void;
}

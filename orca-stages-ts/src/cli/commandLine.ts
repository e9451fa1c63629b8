/** What the command line needs from the process. */
export interface CommandLine {
  environment: Readonly<Record<string, string | undefined>>;
  print(text: string): void;
  /** Called for every request to stop (SIGTERM, SIGINT). */
  onStop(stop: () => void): void;
}

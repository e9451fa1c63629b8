/** An event for a bus. */
export interface BusEvent {
  busArn: string;
  source: string;
  detailType: string;
  /** JSON. */
  detail: string;
  /** When it happened, in ms since 1970. */
  timeMs: number;
  /** ARNs of what it is about. */
  resources: readonly string[];
}

/** What the sidecar does with EventBridge. Bound to one account and region. Throws StageError with AWS's code and request ID. */
export interface EventBridgePort {
  /** The signal ends the call; it may have acted by then. AWS accepts events for a bus that does not exist, and drops them. */
  putEvent(event: BusEvent, signal: AbortSignal): Promise<void>;
}

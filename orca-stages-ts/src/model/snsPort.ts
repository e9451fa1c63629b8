/** A message for a topic. */
export interface TopicMessage {
  topicArn: string;
  text: string;
  /** Texts by which subscriptions can filter. */
  attributes: Readonly<Record<string, string>>;
  /** Only for FIFO topics, which need both. */
  fifo?: { groupId: string; deduplicationId: string };
}

/** What the sidecar does with SNS. Bound to one account and region. Throws StageError with AWS's code and request ID. */
export interface SnsPort {
  /** The signal ends the call; it may have acted by then. */
  publish(message: TopicMessage, signal: AbortSignal): Promise<void>;
}

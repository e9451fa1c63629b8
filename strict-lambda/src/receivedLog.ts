import type { BusEvent, TopicMessage } from './strictLambda';

/** How many of each kind are kept; older ones are dropped, so that a long-running emulator does not grow. */
const MOST = 1_000;

/** What topics of SNS and buses of EventBridge have received, oldest first. Nobody subscribes here, so it is kept to be looked at. */
export class ReceivedLog {
  private messages: TopicMessage[] = [];
  private events: BusEvent[] = [];
  private sequence = 0;

  addMessage(message: TopicMessage): void {
    this.messages = [...this.messages, message].slice(-MOST);
  }

  addEvent(event: BusEvent): void {
    this.events = [...this.events, event].slice(-MOST);
  }

  /** The next number of a FIFO topic: 20 digits, each greater than the last one. */
  nextSequenceNumber(): string {
    this.sequence += 1;
    return String(this.sequence).padStart(19, '0').padStart(20, '1');
  }

  messagesOf(topicArn: string): TopicMessage[] {
    return this.messages.filter((message) => message.topicArn === topicArn);
  }

  eventsOf(busArn: string): BusEvent[] {
    return this.events.filter((event) => event.busArn === busArn);
  }

  /** Everything, for the control. */
  all(): { messages: TopicMessage[]; events: BusEvent[] } {
    return { messages: this.messages, events: this.events };
  }
}

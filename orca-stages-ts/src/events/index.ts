export { eventSender } from './eventSender';
export { postCloudEvent, postToEcho } from './postEvent';
export { publishToTopic } from './publishToTopic';
export { putOnBus } from './putOnBus';
export { readSigningKey } from './signature';
export type { Attempted, EventReceiver } from './receiverLoop';

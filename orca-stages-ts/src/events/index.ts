export { eventSender } from './eventSender';
export { postCloudEvent, postToEcho } from './postEvent';
export { readSigningKey } from './signature';
export type { EventReceiver } from './receiverLoop';

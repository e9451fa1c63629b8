export { evidenceOfCalls } from './evidenceOfCalls';
export { payloadText, PAYLOAD_LIMIT_BYTES, type PayloadText } from './payloadText';
export { firstBytes, keptBytes, recordInvocation, type Recording } from './recordInvocation';
export { timedOut } from './timedOut';

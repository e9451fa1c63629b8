export { payloadText, PAYLOAD_LIMIT_BYTES, type PayloadSource, type PayloadText } from './payloadText';
export { firstBytes, keptBytes, recordInvocation, type Recording } from './recordInvocation';

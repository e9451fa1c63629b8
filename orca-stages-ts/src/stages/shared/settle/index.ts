export { pollDelayMs } from './pollDelayMs';
export { waitUntilSettled } from './waitUntilSettled';

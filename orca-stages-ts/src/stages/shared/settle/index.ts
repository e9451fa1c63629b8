export { pollDelayMs } from './pollDelayMs';
export { settleOf, type Settled } from './settleOf';
export { waitUntilSettled, type Look } from './waitUntilSettled';

export { putEvent } from './putEvent';

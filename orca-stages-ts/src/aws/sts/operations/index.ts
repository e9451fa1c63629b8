export { assumeRole } from './assumeRole';

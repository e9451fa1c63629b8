export { executionDetailsSections } from './executionDetailsSections';

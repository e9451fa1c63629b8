export { type DetailsSection, executionDetailsSections } from './executionDetailsSections';

export { detailsCss } from './detailsCss';
export { type DetailsSection, executionDetailsSections } from './executionDetailsSections';

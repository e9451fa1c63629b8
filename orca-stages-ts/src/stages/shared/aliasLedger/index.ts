export { aliasRecord } from './aliasRecord';
export { salvageAlias } from './salvageAlias';
export { describeUndo, undoAlias } from './undoAlias';

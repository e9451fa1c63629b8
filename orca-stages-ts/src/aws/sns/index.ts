export { loadSnsService } from './loadSnsService';
export * as snsOperations from './operations';
export { snsPaces, type SnsRates } from './snsPaces';
export { snsPolicy } from './snsPolicy';

export { expectationProblems } from './expectationProblems';
export { judgeAside } from './judgeAside';
export type { JudgedFacts, Judgement } from './judgeResponse';
export { assertionOf, type Showing } from './shownValue';

export { expectationProblems } from './expectationProblems';
export { judgeAside } from './judgeAside';
export type { Judgement } from './judgeResponse';
export { assertionOf, type Showing } from './shownValue';

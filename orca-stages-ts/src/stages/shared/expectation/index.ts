export { expectationProblems } from './expectationProblems';
export { judgeResponse, type JudgedFacts, type Judgement } from './judgeResponse';
export type { Showing } from './shownValue';

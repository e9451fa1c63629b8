export { expectationProblems } from './expectationProblems';
export { judgeResponse, type JudgedFacts, type Judgement } from './judgeResponse';
export { assertionOf, type Showing } from './shownValue';

export { asksForMore, errorStatusOf } from './asksForMore';
export { expectationProblems } from './expectationProblems';
export { isJudging, judgeAside } from './judgeAside';
export type { Judgement } from './judgeResponse';
export { assertionOf, type Showing } from './shownValue';

import { actionsOfCall } from './awsOperation';
import { awsServices, eventServices, policyRules } from './services';

describe.each(Object.entries({ ...awsServices, ...eventServices }))(
  'the service %s',
  (_name, { iamPrefix, operations, policy }) => {
    it('makes each call of AWS behind one method, and changes nothing where it only reads', () => {
      const declared = Object.values(operations);

      expect(declared.map(({ call }) => call)).toEqual([...new Set(declared.map(({ call }) => call))]);
      expect(declared.filter(({ call, reads }) => reads !== /^(Get|List|Describe)/.test(call))).toEqual([]);
    });

    it('binds the actions of all its calls to resources, each in one statement', () => {
      const actions = Object.values(operations).flatMap((operation) => actionsOfCall(iamPrefix, operation));
      const takenBy = (action: string): string[] =>
        policy.filter((rule) => rule.actions.includes(action)).map(({ sid }) => sid);

      expect(actions.filter((action) => takenBy(action).length !== 1)).toEqual([]);
    });
  },
);

it('names statements of the policy differently, and binds no action twice', () => {
  const sids = policyRules.map(({ sid }) => sid);
  const actions = policyRules.flatMap((rule) => rule.actions);

  expect(sids).toEqual([...new Set(sids)]);
  expect(actions).toEqual([...new Set(actions)]);
});
